/** The report's look: on a screen, and on A4, where no chart and no row is torn in two. Dark blue and near-black on white, as the charts are. */
export const packStyle = `
*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.55 "Atkinson Hyperlegible",system-ui,sans-serif;color:#1a1a1a;background:#fff;overflow-wrap:break-word}
main,header,nav,footer{max-width:52rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem;border-bottom:.25rem solid #1f4e79;padding-bottom:1rem}
h1{font-size:2.1rem;line-height:1.2;margin:0 0 1rem}
h2{font-size:1.5rem;line-height:1.25;margin:2.5rem 0 .75rem;color:#1f4e79}
h3{font-size:1.2rem;line-height:1.3;margin:2rem 0 .5rem}
a{color:#1f4e79}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem}
figure{margin:1rem 0;max-width:44rem}
svg{max-width:100%;height:auto;display:block}
.scroll{overflow-x:auto;margin:1rem 0}
table{width:100%;border-collapse:collapse;font-size:.9375rem}
caption{text-align:start;font-weight:600;padding:.375rem 0}
th,td{padding:.375rem .5rem;border:1px solid #8a8a8a;text-align:start;vertical-align:top;font-weight:400}
thead th{font-weight:600;background:#eef3f8}
.list th,.list td{font-size:.75rem}
.list td:nth-child(4),.list td:nth-child(5),.long{overflow-wrap:anywhere}
blockquote{margin:.75rem 0;padding:.25rem 0 .25rem 1rem;border-inline-start:.25rem solid #1f4e79}
blockquote p{margin:0}
blockquote footer{padding:0;font-size:.9375rem}
@page{size:A4;margin:18mm 16mm}
@media print{
body{font-size:10.5pt}
.skip{display:none}
main,header,nav,footer{max-width:none;padding-inline:0}
header{padding-top:0}
.scroll{overflow:visible}
table{font-size:9pt}
.list th,.list td{font-size:6.5pt}
tr,figure,blockquote,li,.table{break-inside:avoid}
thead{display:table-header-group}
h2,h3,h4,caption{break-after:avoid}
h2{margin-top:1.5rem}
a{color:inherit;text-decoration:none}
}
`;
