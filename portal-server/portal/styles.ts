import { ASKING_CSS } from './asking/styles.ts';
import { tagIconCss } from './icons.ts';

/**
 * The portal's style sheet, inlined in every page. Sizes in rem so that text enlarged by the reader enlarges the layout;
 * `--b` and its kin are the company's accent, everything else is fixed.
 */
const SOURCE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#F4F7F7;color:#17212B;font:400 1.0625rem/1.5 -apple-system,"Segoe UI",Roboto,Inter,system-ui,sans-serif;overflow-wrap:break-word}
h1,h2,h3,p,ul,ol,dl,dd,table,fieldset{margin:0;padding:0;border:0}
ul,ol{list-style:none}
h1{font-size:1.625rem;line-height:1.25;font-weight:700;letter-spacing:-.02em}
h2{font-size:1.1875rem;line-height:1.35;font-weight:700}
a{color:var(--bt);text-underline-offset:.16em;overflow-wrap:anywhere}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid #17212B;outline-offset:2px;box-shadow:0 0 0 6px #FFD54A;border-radius:4px}
[tabindex="-1"]:focus{outline:0;box-shadow:none}
svg{flex:none;width:1.25rem;height:1.25rem;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.skip{display:block;padding:.75rem 1rem;background:#fff}
.num{font-variant-numeric:tabular-nums;white-space:nowrap}
.muted{color:#4B5763}
.small{font-size:.9375rem}
.wrap{max-width:40rem;margin:0 auto;padding:0 1rem}
.top{background:#fff;border-top:6px solid var(--b);border-bottom:1px solid #DAE1E4}
.top .wrap{display:flex;align-items:center;gap:.75rem;min-height:4rem;padding-top:.5rem;padding-bottom:.5rem}
.mark{flex:none;display:grid;place-items:center;width:2.25rem;height:2.25rem;border-radius:10px;background:var(--b);color:var(--ob);font-weight:700;font-size:1.1875rem}
.who{flex:1;min-width:0;color:var(--bt);line-height:1.3}
.who b{display:block;font-size:1.125rem;font-weight:700}
.who span{font-size:.8125rem}
.lang{display:inline-flex;align-items:center;min-height:2.75rem}
main.wrap{padding-top:1rem;padding-bottom:2.5rem}
.cols{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
.cols>div,.stack{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem;align-content:start}
.card{background:#fff;border:1px solid #DAE1E4;border-radius:12px}
.pad{padding:1.25rem}
.lift{box-shadow:0 2px 10px rgba(23,33,43,.09)}
.card>h2{padding:.875rem 1.25rem .75rem}
.card>h2+.pad{padding-top:0}
.card.pad>h2{padding:0}
.debtor{font-weight:600;font-size:.9375rem}
.sum{margin-top:.75rem}
.sum .label{display:block;letter-spacing:0;font-size:1.0625rem;font-weight:600;line-height:1.4}
.amount{display:block;font-size:2.875rem;line-height:1.15;font-weight:700;letter-spacing:-.02em}
.why{margin:.25rem 0 1rem;color:#4B5763}
.btn{display:flex;align-items:center;justify-content:center;width:100%;min-height:3.5rem;padding:.5rem 1.25rem;border:1.5px solid var(--be);border-radius:10px;background:var(--b);color:var(--ob);font:inherit;font-size:1.1875rem;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.btn:hover{background:var(--bd);text-decoration:none}
.btn2{display:inline-flex;align-items:center;min-height:2.75rem;padding:.375rem 1.125rem;border:1.5px solid #6F7B87;border-radius:10px;background:#fff;color:#17212B;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.btn2:hover{border-color:var(--bt);background:var(--ti)}
.with{margin-top:.75rem;font-size:.9375rem;color:#4B5763}
.ways{margin-top:1rem;border-top:1px solid #DAE1E4}
.ways li+li{border-top:1px solid #DAE1E4}
.ways a,.go{display:flex;align-items:center;justify-content:space-between;gap:.75rem;min-height:3.125rem}
.ways li:last-child a{margin-bottom:-.75rem}
.go{padding:.375rem 1.25rem;font-weight:600;text-decoration:none}
a.go+a.go{border-top:1px solid #DAE1E4}
.card.go{min-height:3.5rem;color:var(--bt)}
.hours{display:inline-block}
.go:hover span{text-decoration:underline}
.inv{display:block;width:100%}
.inv tbody,.inv tfoot{display:block}
.inv thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.inv tr{position:relative;display:grid;grid-template-columns:minmax(0,1fr) auto 1.25rem;gap:.125rem .625rem;padding:.75rem 1.25rem;border-top:1px solid #DAE1E4}
.inv th,.inv .when,.inv .doc{display:contents;font-weight:400;text-align:left}
.inv .no{font-weight:600;min-width:0}.inv i{font-style:normal}
.inv .amt{grid-row:1;grid-column:2;padding:0;font-weight:600;text-align:right}
.inv .by,.inv .sub,.inv .tag{grid-column:1/3;justify-self:start}
.more{grid-column:1/-1;order:5;font-size:1rem}
.more summary{position:absolute;top:.125rem;right:.625rem;width:2.75rem;height:2.75rem;display:grid;place-items:center;cursor:pointer;list-style:none;color:#4B5763;border-radius:8px}.more summary::-webkit-details-marker{display:none}.more summary::before,.pdf::before{content:"";flex:none;width:1.25rem;height:1.25rem;background:currentColor;-webkit-mask:var(--i) center/contain no-repeat;mask:var(--i) center/contain no-repeat}.more[open] summary::before{transform:rotate(180deg)}
.more a{display:flex;align-items:center;min-height:2.75rem}.pdf{gap:.375rem;align-items:center}
.inv .wide,.inv .by.dko{display:none}
.inv .by{order:2}.inv .sub{order:3}.inv .tag{order:4}
.inv .by,.inv .sub{font-size:.9375rem;color:#4B5763}
.inv tfoot tr{border-top:2px solid #17212B}
.inv tfoot .no,.inv tfoot .amt{font-weight:700}
.dk{display:none}
.tag{display:inline-flex;align-items:center;gap:.375rem;padding:.125rem .5rem;border-radius:5px;font-size:.875rem;font-weight:600;line-height:1.45}
.tag::before{content:"";flex:none;width:1rem;height:1rem;background:currentColor;-webkit-mask:var(--i) center/contain no-repeat;mask:var(--i) center/contain no-repeat}
.late{color:#A3241A;background:#FDEFEC}.soon{color:#744600;background:#FFF3D9}.hand{color:#28478F;background:#EBF0FB}.done{color:#1B6136;background:#E5F4EA}.plain{color:#3D4854;background:#EDF0F3}
.note{display:flex;gap:.75rem;padding:.875rem 1rem;border-radius:10px;border-left:4px solid}
.note.hand,.note.soon,.note.done{color:#17212B}
.note.hand{border-color:#28478F}.note.soon{border-color:#744600}.note.done{border-color:#1B6136}.note.late{border-color:#A3241A;color:#17212B}
.note svg{margin-top:.125rem}
.contact p+p{margin-top:.25rem}
.contact a{display:inline-block;padding:.125rem 0}
footer{background:#fff;border-top:1px solid #DAE1E4;font-size:.9375rem}
footer .wrap{padding-top:1.25rem;padding-bottom:1.5rem}
footer b{font-weight:600}
footer p+p{margin-top:.125rem}
footer a{display:inline-block;padding:.125rem 0}
.foot2{margin-top:.25rem;display:grid;gap:.25rem}
.tiny{font-size:.8125rem;color:#4B5763}
.link{border:0;padding:0;background:none;color:var(--bt);font:inherit;font-size:.9375rem;text-decoration:underline;text-underline-offset:.16em;min-height:2.75rem;cursor:pointer}
.crumb{display:inline-flex;align-items:center;gap:.375rem;min-height:2.75rem}
.lead{margin-top:.25rem;color:#4B5763}
fieldset{min-width:0}legend{padding:0}
.rows{display:grid;grid-template-columns:minmax(0,1fr);gap:.5rem;margin-top:.75rem}
.pick{display:grid;grid-template-columns:auto minmax(0,1fr) auto;align-items:center;gap:.125rem .5rem;min-height:3rem;padding:.625rem .6875rem;border:1.5px solid #6F7B87;border-radius:10px;cursor:pointer}
.pick:has(:checked){border-color:var(--bt);box-shadow:inset 0 0 0 1px var(--bt);background:var(--ti)}
.pick:has(input:focus-visible){outline:3px solid #17212B;outline-offset:2px;box-shadow:0 0 0 6px #FFD54A}
.pick input[type=radio],.pick input[type=checkbox]{width:1.375rem;height:1.375rem;margin:0;accent-color:var(--bt);grid-row:1/span 2;align-self:center}
.pick b,.pick .num{font-weight:600}.pick label{white-space:nowrap}.pick small{grid-column:2/-1;font-size:.9375rem;color:#4B5763}
.pick.one b,.pick.one .num{grid-row:1/span 2}
.pick:has(small) b,.pick:has(small) .num{grid-row:auto}
.plainrow{display:flex;justify-content:space-between;gap:.75rem;padding:.5rem .75rem;color:#4B5763}
.line{border-top:1px solid #DAE1E4;margin:.75rem 0}
.fold>summary{display:flex;align-items:center;gap:.75rem;min-height:2.75rem;margin:-.625rem 0;cursor:pointer;list-style:none}
.fold>summary::-webkit-details-marker{display:none}
.fold>summary .grow{flex:1;min-width:0}
.fold>summary .chg{color:var(--bt);text-decoration:underline;text-underline-offset:.16em}
.fold[open]>summary .chg,.fold[open]>summary .folded{display:none}
.fold:not([open])>summary .unfolded{display:none}
.fold>summary .arrow{transition:none}.fold[open]>summary .arrow{transform:rotate(180deg)}
.field{display:flex;align-items:center;gap:.5rem}
.field input{width:6.5rem;min-height:2.75rem;padding:.375rem .625rem;border:1.5px solid #6F7B87;border-radius:8px;background:#fff;color:inherit;font:inherit;text-align:right}
.field input[aria-invalid]{border:2px solid #A3241A;box-shadow:-4px 0 0 #A3241A}
.err{display:flex;gap:.375rem;margin:.375rem 0;color:#A3241A;font-weight:600}
.err svg{margin-top:.125rem}
.summary{border:2px solid #A3241A;border-radius:12px;background:#fff;padding:1rem 1.25rem}
.summary a{color:#A3241A;font-weight:600;display:inline-block;padding:.375rem 0}
.facts{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.375rem 1.25rem}
.facts dt{color:#4B5763}.facts dd{font-weight:600}
.copy{-webkit-user-select:all;user-select:all}
.qr{display:flex;gap:1.25rem;align-items:center;margin-top:1rem;padding-top:1rem;border-top:1px solid #DAE1E4}
.qr .code{flex:none;width:10rem;height:10rem;margin:0 -.5rem;fill:#000;stroke:none;background:#fff}
.qr b{display:block}
.state{display:grid;place-items:center;width:3rem;height:3rem;border-radius:50%;margin-bottom:.75rem}
.state svg{width:1.75rem;height:1.75rem}
.state.ok{background:#1B6136;color:#fff}
.state.wait{background:#EBF0FB;color:#28478F}
.state.no{background:#FFF3D9;color:#744600}
.state.link-ended{background:var(--ti);color:var(--bt)}
.steps li{position:relative;padding:0 0 1rem 2.75rem}
.steps li:last-child{padding-bottom:0}
.steps li:not(:last-child)::before{content:"";position:absolute;left:.9375rem;top:2rem;bottom:0;border-left:2px solid #DAE1E4}
.steps .dot{position:absolute;left:0;top:0;display:grid;place-items:center;width:2rem;height:2rem;border:2px solid var(--bt);border-radius:50%;color:var(--bt);background:#fff;font-size:.9375rem;font-weight:700}
.steps .dot.ok{border-color:#1B6136;background:#1B6136;color:#fff}
.inv+.go{border-top:1px solid #DAE1E4}
.steps b{display:block;line-height:1.9;font-weight:600}
.gap{margin-top:1rem}
.note+.steps{margin-top:1rem}
.empty{padding:0 1.25rem 1rem;color:#4B5763}
.items li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.125rem .75rem;padding:.75rem 1.25rem;border-top:1px solid #DAE1E4}
.items b{font-weight:600}.items span{grid-column:1/-1;justify-self:start}
.items .pdf{display:inline-flex;min-height:2.75rem}.tick{display:flex;align-items:center;gap:.625rem;min-height:2.75rem;cursor:pointer}.tick input{flex:none;width:1.375rem;height:1.375rem;margin:0;accent-color:var(--bt)}.files li{align-items:center}.items:not(.files) .pdf{grid-column:1/-1;justify-self:start}
.option{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:1rem;align-items:center;min-height:3.5rem;padding:.75rem 1.25rem;border-top:1px solid #DAE1E4;text-decoration:none}
.option b{display:block;font-weight:600;color:#17212B}.option small{display:block;font-size:.9375rem;color:#4B5763}
.option:hover b{text-decoration:underline}
.inline{display:inline-block;padding:.125rem 0}
.guest{margin-top:1.25rem}
.name{display:block;font-weight:600}
.text{display:block;width:100%;min-height:3rem;margin-top:.375rem;padding:.375rem .75rem;border:1.5px solid #6F7B87;border-radius:8px;background:#fff;color:inherit;font:inherit}
.text[aria-invalid]{border:2px solid #A3241A;box-shadow:-4px 0 0 #A3241A}
.wide-letters{font-size:1.1875rem;letter-spacing:.12em;font-variant-numeric:tabular-nums}
.drawing{width:4.75rem;height:3.5rem;margin-bottom:.75rem;color:var(--bt)}.drawing .fill{fill:var(--ti);stroke:none}.drawing .face{fill:#fff}
.customer-sum{margin:.5rem 0 .875rem;font-weight:600;white-space:normal}
@media (max-width:21.9rem){.inv tr{grid-template-columns:minmax(0,1fr);padding-right:2.75rem}.inv .by,.inv .sub,.inv .tag{grid-column:1}.inv .amt{grid-row:auto;grid-column:1;text-align:left}.pick{grid-template-columns:auto minmax(0,1fr)}.pick b,.pick label,.pick .num,.pick .field,.pick.one b,.pick.one .num{grid-column:2;grid-row:auto;white-space:normal}.pick b .num{white-space:nowrap}.field input{width:5rem}.inv .no,.facts .num{white-space:normal}.plainrow{flex-wrap:wrap}.amount{font-size:clamp(1.25rem,11vw,2.125rem)}.btn.num{white-space:normal}.pad{padding:1rem .75rem}.wrap{padding:0 .5rem}.qr{flex-wrap:wrap}.facts{grid-template-columns:minmax(0,1fr);gap:0}.facts dd{margin-bottom:.5rem}}
@media (min-width:60rem){
.wrap{max-width:72rem;padding:0 2rem}
main.wrap{padding-top:1.75rem;padding-bottom:3rem}
.cols.two{grid-template:'a s' auto 'b s' 1fr/minmax(0,1fr) 22.5rem;gap:1rem 1.5rem}
.cols.two>:nth-child(1){grid-area:a}.cols.two>.side{grid-area:s}.cols.two>:nth-child(3){grid-area:b}
.narrow{max-width:40rem}
.amount{font-size:3.25rem}
.pad{padding:1.5rem 1.75rem}
.card:not(.pad)>h2{padding:1.125rem 1.75rem .5rem}
.side .card>h2{padding:1rem 1.25rem .5rem}
.side .card>.pad{padding:0 1.25rem 1.25rem}
.now{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 2.5rem;align-items:start}
.now .act{padding-top:.75rem}.now .with{text-align:center}
.ways .ph{display:none}.ways a{justify-content:flex-start}
.inv{display:table;border-collapse:collapse;table-layout:fixed}
.inv .c1{width:38%}.inv .c2{width:32%}.inv .c4{width:14%}
.inv thead{position:static;display:table-header-group;clip-path:none}
.inv tbody{display:table-row-group}.inv tfoot{display:table-footer-group}
.inv tr{display:table-row;border:0}
.inv th,.inv td,.inv .when,.inv .doc{display:table-cell;padding:.75rem 0;border-top:1px solid #DAE1E4;vertical-align:top}
.inv thead th{padding:.375rem 0 .5rem;border:0;font-size:.9375rem;font-weight:600;color:#4B5763}
.inv tr>:first-child{padding-left:1.75rem}.inv tr>:last-child{padding-right:1.75rem}
.inv .amt,.inv thead .r,.inv .doc{text-align:right}.more{display:none}.inv a.dk{display:inline-flex;min-height:1.75rem}.inv .amt{padding-top:.75rem}
.inv .no,.inv .by,.inv .by.dko,.inv .sub{display:block}
.inv .sub.wide{display:block}.inv .tag.wide{display:inline-flex}
.inv .by{color:inherit;font-size:1.0625rem}
.inv i,.ph{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.dk{display:inline}
.inv tfoot tr{border:0}
.go{padding:.625rem 1.75rem}
footer .wrap{display:flex;justify-content:space-between;gap:2rem}
.foot2{margin-top:0;justify-items:end;text-align:right}
}
@media (forced-colors:active){.tag::before,.more summary::before,.pdf::before{background:CanvasText}.btn,.tag,.mark,.state,.dot{border:1px solid}.pick:has(:checked){outline:3px solid}}
@media print{.top,.btn,.ways,.lang,footer form{display:none}.card{border:0}}
`;

export const PORTAL_CSS = (SOURCE + ASKING_CSS).replaceAll('\n', '') + tagIconCss();
