import { createHash } from "node:crypto";

/** The look of public pages: one sheet inside the page, so nothing is loaded, and its hash is all the policy allows. */
export const pageStyle = `
:root{color-scheme:light dark;--bg:light-dark(#f4f5f7,#0e0f12);--card:light-dark(#fff,#15161a);--line:light-dark(#e4e6eb,#2c2f37);
--edge:light-dark(#868c99,#6d7380);--text:light-dark(#15171c,#edeef1);--soft:light-dark(#454a55,#b9bcc6);--accent:light-dark(#2c4bc9,#9db0ff);
--fill:light-dark(#2f4fd0,#4661de);--tint:light-dark(#eaeffe,#1e2540);--ask:light-dark(#ad231c,#ff9a91);--asksoft:light-dark(#fdeeec,#351d1e);
--ok:light-dark(#17693f,#6bcf9b);--oksoft:light-dark(#e6f5ec,#15291f);--hint:light-dark(#e8f3fa,#152733)}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:640px;margin:0 auto;padding:16px 16px 48px}
header{display:flex;justify-content:space-between;gap:12px;align-items:flex-start;flex-wrap:wrap;padding:8px 0 16px}
header strong{display:block}
h1{font-size:1.65rem;line-height:1.2;margin:0 0 12px;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:1.1rem;margin:32px 0 8px}
h3{font-size:1rem;margin:0}
p{margin:0 0 12px}p:last-child{margin-bottom:0}
.soft{color:var(--soft);font-size:.9rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px;margin:0 0 12px}
dl{margin:0}dt{font-weight:600;margin-top:10px}dt:first-child{margin-top:0}dd{margin:2px 0 0;white-space:pre-line}
ul{margin:4px 0 0;padding-left:20px}
label{display:block;font-weight:600;margin:14px 0 4px}
label.tick{display:flex;gap:10px;font-weight:400;align-items:flex-start;min-height:28px}
input[type=text],input[type=email],textarea{width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:8px;padding:10px 12px}
textarea{min-height:110px;resize:vertical}
input[type=checkbox]{width:20px;height:20px;margin:2px 0 0;flex:none;accent-color:var(--fill)}
button{font:inherit;font-weight:600;border-radius:8px;padding:10px 16px;min-height:44px;border:1px solid var(--edge);background:var(--card);color:var(--text);cursor:pointer}
button.main{background:var(--fill);border-color:var(--fill);color:#fff;width:100%;margin-top:16px}
button.on{background:var(--tint);border-color:var(--accent);color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
a{color:var(--accent)}
.votes{display:flex;gap:8px;flex-wrap:wrap;margin-top:12px;align-items:center}
.votes form{margin:0}
.note{border-radius:8px;padding:12px 14px;margin:0 0 16px;background:var(--hint)}
.note.bad{background:var(--asksoft);color:var(--ask)}
.note.good{background:var(--oksoft);color:var(--ok)}
.pill{display:inline-block;border-radius:99px;padding:1px 10px;font-size:.85rem;border:1px solid var(--line);color:var(--soft)}
.pill.good{background:var(--oksoft);color:var(--ok);border-color:transparent}
.words{white-space:pre-line;margin:6px 0 0}
.hp{position:absolute;left:-6000px;width:1px;height:1px;overflow:hidden}
nav ul{list-style:none;display:flex;gap:4px;margin:0;padding:0}
nav a{display:block;padding:8px;text-decoration:none;border-radius:6px;font-size:.9rem}
nav a[aria-current]{background:var(--tint);font-weight:600}
footer{margin-top:40px;border-top:1px solid var(--line);padding-top:16px}
`.replaceAll("\n", "");

const hash = createHash("sha256").update(pageStyle).digest("base64");

/** No script, no image, no frame, nothing from anywhere: only this sheet, and forms to ourselves. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
