" Vim and Neovim: `:compiler eblint`, then `:make` fills the quickfix list, with severities.
if exists('current_compiler')
  finish
endif
let current_compiler = 'eblint'

CompilerSet makeprg=npx\ --no-install\ eblint\ --format\ unix\ --no-color
CompilerSet errorformat=%f:%l:%c:\ %m\ [%trror/%.%#],%f:%l:%c:\ %m\ [%tarning/%.%#],%-G%.%#
