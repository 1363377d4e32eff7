;;; eblint.el --- Errors and warnings of eblint in compilation buffers  -*- lexical-binding: t -*-

;;; Commentary:

;; M-x compile RET node_modules/.bin/eblint --format unix RET
;; (The spinner of npx would be part of the first line.)

;;; Code:

(require 'compile)

(add-to-list 'compilation-error-regexp-alist-alist
             '(eblint "^\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): .* \\[\\(?:Error\\|\\(Warning\\)\\)/[a-z0-9/-]+\\]$" 1 2 3 (4)))
(add-to-list 'compilation-error-regexp-alist 'eblint)

(provide 'eblint)
;;; eblint.el ends here
