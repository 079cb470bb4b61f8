/** The file's look: on a screen, in the dark, and on paper, where no row is torn in two. */
export const style = `
:root{color-scheme:light dark}
body{margin:0;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:50rem;margin:0 auto;padding:1rem}
h1,h2{line-height:1.25}
h2{margin-top:2rem}
table{width:100%;border-collapse:collapse}
th,td{padding:.375rem .5rem;border:1px solid;text-align:start;vertical-align:top;font-weight:400}
thead th{font-weight:600;overflow-wrap:normal}
.said{white-space:pre-wrap}
@media print{body{font-size:10pt}tr{break-inside:avoid}h2{break-after:avoid}}
`;
