/** Japanese, Chinese and Korean letters. */
export const EAST_ASIAN_LETTERS = /[\u3040-\u9fff\uac00-\ud7af]/;

/** What each of the placeholders below holds at least one of. */
export const EAST_ASIAN = /[\u3007\u25cb\u25ef\u3040-\u9fff\uac00-\ud7af]/;

/** Placeholders of tutorials in these languages, with the words that follow them up to the next space or punctuation mark. */
export const EAST_ASIAN_PLACEHOLDERS: readonly RegExp[] = [
  // ここに証明書のARNを入力, ここにドメイン名
  /ここに[^\s、。]{0,40}?(?:入力|記入|記載|貼り付け|貼付|書き?込|置き換え|設定|[A-Za-z\u30a0-\u30ff]+名?$)[^\s、。]{0,20}/,
  // あなたのドメイン, 自分の証明書のARN
  /(?:あなた|自分|自身|お客様|各自)の[^\s、。]{0,20}?(?:ARN|URL|ID|アプリ|ドメイン|プロジェクト|証明書|アカウント|バケット|サブネット|キー|パスワード|リージョン)[^\s、。]{0,20}/,
  // 〇〇.example.com
  /[〇○◯]{2,}/,
  // 在此输入证书, 请填写域名, 您的域名, 替换为…
  /(?:在此处?|在这里|在這裡|此处|此處|请|請)(?:输入|輸入|填写|填寫|填入|替换|替換|粘贴|貼上)[^\s，。]{0,40}/,
  /(?:替换|替換)(?:为|為|成)[^\s，。]{1,40}/,
  /[你您]的[^\s，。]{0,20}?(?:ARN|URL|ID|域名|网域|網域|应用|應用|项目|專案|证书|憑證|密钥|金鑰|密码|密碼|账号|帳號|账户|帳戶|存储桶)[^\s，。]{0,20}/,
  // 여기에 인증서 ARN 입력
  /여기에 ?[^,.\n]{0,40}?(?:입력|붙여)[^\s,.]{0,20}/,
];
