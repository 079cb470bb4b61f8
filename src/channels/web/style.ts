/**
 * The page's whole look, put into the page itself: one trip less on a slow phone. Sizes in rem, so that large text grows everything;
 * colours in pairs with a contrast of at least 4.5 : 1 in the light and in the dark.
 */
const source = `
:root{color-scheme:light dark;--ground:#f6f5f1;--card:#fff;--ink:#1d2428;--soft:#4d585e;--line:#8a949a;--act:#0b5563;--on-act:#fff;--you:#dceeee;--warm:#fff3d6;--exit:#8c1d2f;--on-exit:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#14191c;--card:#1f272b;--ink:#eef2f3;--soft:#b4c0c6;--line:#7b878d;--act:#8fd3dd;--on-act:#06262c;--you:#17424a;--warm:#3d3212;--exit:#ffb3bd;--on-exit:#3b0710}}
*{box-sizing:border-box}
html{scroll-padding-top:5rem;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0;overflow-wrap:anywhere}
[hidden]{display:none!important}
.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.jump{position:absolute;left:-99rem;padding:.75rem 1rem;background:var(--card)}
.jump:focus{left:.5rem;top:.5rem;z-index:2}
a{color:var(--act)}
:focus-visible{outline:.1875rem solid var(--act);outline-offset:.1875rem}
[tabindex="-1"]:focus{outline:none}
header{position:sticky;top:0;z-index:1;background:var(--ground);border-bottom:1px solid var(--line)}
header div,main,footer{max-width:40rem;margin:0 auto;padding:.75rem 1rem}
header div{padding-block:.5rem}
header div{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem}
h1{flex:1 1 8rem;margin:0;font-size:1.25rem;line-height:1.2}
h1 small{display:block;font-size:.875rem;font-weight:400;color:var(--soft)}
h2{font-size:1.5rem;line-height:1.25}
.leave{flex:0 1 7.5rem;display:flex;align-items:center;justify-content:center;min-height:2.75rem;padding:.375rem .75rem;text-align:center;line-height:1.25;border-radius:.625rem;background:var(--exit);color:var(--on-exit);font-weight:600;text-decoration:none}
ol{list-style:none;margin:0;padding:0}
li{max-width:34rem;width:fit-content;margin:.5rem 2rem .5rem 0;padding:.625rem .875rem;border-radius:.25rem 1rem 1rem;background:var(--card);border:1px solid transparent}
li.you{margin:.5rem 0 .5rem auto;max-width:85%;background:var(--you);border-radius:1rem .25rem 1rem 1rem}
li p,.lines{margin:0;white-space:pre-wrap}
li .link{margin-top:.5rem}
li small{color:var(--soft)}
.way{margin:.375rem 0;border-inline-start:3px solid var(--line);padding-inline-start:.75rem}
.way li{max-width:none;width:auto;margin:0;padding:.25rem 0;border:0;border-radius:0;background:none}
.way .here,.way .do{font-weight:600}
.way .here{margin-inline-start:calc(-.75rem - 3px);padding-inline-start:.75rem;border-inline-start:3px solid var(--act)}
form{margin:0}
fieldset{margin:0;padding:0;border:0;min-width:0}
legend,.label{display:block;margin:0 0 .375rem;padding:0;font-weight:600}
.now{margin-top:1.25rem;padding-top:1rem;border-top:1px solid var(--line);display:grid;gap:1.25rem;grid-template-columns:minmax(0,1fr)}
.progress{margin:0 0 .5rem;color:var(--soft)}
button,.link,input,textarea{font:inherit;color:inherit}
button,.link{min-height:2.75rem;padding:.5rem 1rem;border:2px solid var(--act);border-radius:.75rem;background:var(--card);color:var(--act);font-weight:600;cursor:pointer;text-align:start;text-decoration:none}
button:hover,.link:hover{text-decoration:underline}
button[aria-disabled=true]{opacity:.6;cursor:default;text-decoration:none}
a.link{display:inline-flex;align-items:center}
.send{background:var(--act);color:var(--on-act);text-align:center}
.picks{display:grid;gap:.5rem;grid-template-columns:minmax(0,1fr);margin-bottom:.75rem}
.picks button{color:var(--ink)}
.pick{display:flex;align-items:center;gap:.75rem;min-height:2.75rem;padding:.375rem .875rem;border:2px solid var(--line);border-radius:.75rem;background:var(--card);cursor:pointer}
.pick:has(:checked){border-color:var(--act)}
.pick input{flex:none;width:1.375rem;height:1.375rem;margin:0;accent-color:var(--act)}
.ten{display:flex;flex-wrap:wrap;gap:.375rem;margin-bottom:.75rem}
.ten .pick{min-width:3.25rem;padding:.375rem .5rem;gap:.375rem}
.row{display:flex;align-items:end;gap:.5rem;flex-wrap:wrap}
input[type=text],textarea{flex:1 1 10rem;width:100%;min-width:0;min-height:2.75rem;padding:.5rem .75rem;border:2px solid var(--line);border-radius:.75rem;background:var(--card)}
textarea{min-height:5.5rem;resize:vertical;field-sizing:content;max-height:60vh}
.says{display:flex;flex-wrap:wrap;align-items:start;gap:.5rem}
.says button,.says .link,details button,summary{border-width:1px;font-weight:400}
details{flex:1 1 6rem}
details[open]{flex-basis:100%}
summary{display:inline-flex;align-items:center;min-height:2.75rem;padding:.5rem .5rem;color:var(--act);cursor:pointer}
summary::after{content:"";width:.5rem;height:.5rem;margin:-.25rem .25rem 0 .625rem;border:solid;border-width:0 2px 2px 0;rotate:45deg}
details[open] summary::after{rotate:225deg;margin-top:.25rem}
.note{margin:1rem 0 0;padding:.75rem 1rem;border-radius:.75rem;background:var(--warm)}
.note p{margin:0 0 .5rem}
.note:empty{display:none}
footer{padding-bottom:2rem;color:var(--soft);font-size:.9375rem}
footer p{margin:.375rem 0}
@media (max-width:24rem){h1{font-size:1.0625rem}}
@media (min-width:48rem){.row{flex-wrap:nowrap}.leave{flex-basis:auto}}
@media (forced-colors:active){li{border-color:CanvasText}}
`;

export const style = source.replace(/\n/g, '');
