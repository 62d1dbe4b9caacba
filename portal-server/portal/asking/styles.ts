/** So many numbers of terms and first days can be chosen from; the style shows the schedule of every pair. */
const MOST_COUNTS = 6;
const MOST_DAYS = 4;

const pairs = Array.from({ length: MOST_COUNTS * MOST_DAYS }, (_, index) => [Math.floor(index / MOST_DAYS), index % MOST_DAYS] as const);
const shown = pairs.map(([t, d]) => `.plan:has(#t${t}:checked):has(#d${d}:checked) .s${t}${d}`).join(',');

/** What the pages on which a debtor asks something need besides the portal's own style. */
export const ASKING_CSS = `
.para{margin-top:.5rem;white-space:pre-line}
.ask>label{display:block}.ask b{font-weight:600}
.ask input:not([type]),.ask input[type=text],.ask input[type=email],.ask input[type=tel],.ask textarea{display:block;width:100%;min-height:2.75rem;margin-top:.375rem;padding:.5rem .75rem;border:1.5px solid #6F7B87;border-radius:8px;background:#fff;color:inherit;font:inherit}
.ask textarea{min-height:6rem;resize:vertical}
.ask.wrong{border-left:4px solid #A3241A;padding-left:.75rem;margin-left:-1rem}
.ask [aria-invalid]{border:2px solid #A3241A!important}
.ask .files{margin-top:.5rem;max-width:100%;font:inherit}
.files::file-selector-button{min-height:2.75rem;margin-right:.75rem;padding:.375rem 1.125rem;border:1.5px solid #6F7B87;border-radius:10px;background:#fff;color:#17212B;font:inherit;font-weight:600;cursor:pointer}
.date{display:flex;flex-wrap:wrap;gap:.625rem;margin-top:.375rem}
.date .part span{display:block}
.date input{width:3.5rem;min-height:2.75rem;padding:.375rem .625rem;border:1.5px solid #6F7B87;border-radius:8px;background:#fff;color:inherit;font:inherit}
.date .month input{width:5.75rem}.date .year input{width:4.75rem}
.date input[aria-invalid]{border:2px solid #A3241A}
.under{grid-column:2/-1}.under .small{margin-top:.375rem}
.pick.other input[type=radio]{grid-row:auto;align-self:start}
.cap::first-letter{text-transform:uppercase}
.days{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:.5rem;margin-top:.75rem}
.daypick{position:relative;cursor:pointer}
.daypick input{position:absolute;opacity:0;inset:0;width:100%;height:100%;margin:0;cursor:pointer}
.daypick span{display:grid;justify-items:center;padding:.375rem .125rem;border:1.5px solid #6F7B87;border-radius:10px;line-height:1.35;overflow-wrap:anywhere}
.daypick b{font-size:1.25rem;font-weight:700}
.daypick input:checked+span{border-color:var(--b);background:var(--b);color:var(--ob)}
.daypick input:focus-visible+span{outline:3px solid #17212B;outline-offset:2px;box-shadow:0 0 0 6px #FFD54A}
.chosen{border:2px solid var(--bt)}
.plan .s{display:none}
${shown}{display:block}
.nolive{display:none}
@supports not selector(:has(*)){.live{display:none}.nolive{display:flex}}
.sched li{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:.25rem .875rem;align-items:center;padding:.625rem 0}
.sched li+li{border-top:1px solid #DAE1E4}
.sched .nr{display:grid;place-items:center;width:1.875rem;height:1.875rem;border-radius:50%;background:var(--ti);color:var(--bt);font-size:.9375rem;font-weight:700}
.sched b{font-weight:600}.sched .sumrow{grid-template-columns:minmax(0,1fr) auto}.sched .sumrow b{font-weight:700}
.sched+.note{margin-top:.5rem}.live>.note{margin-top:.5rem}
.way{border:1px solid #DAE1E4}
.side .card>.reach,.reach{border-top:1px solid #DAE1E4;padding-top:1rem}
.center{text-align:center;margin-top:.5rem}
.talk{padding:1.25rem;display:grid;gap:1rem}
.talk .auto{padding:.625rem 1rem;border:1px solid #DAE1E4;border-width:1px 0;color:#4B5763;font-size:.9375rem;text-align:center}
.msg{display:flex;gap:.75rem;align-items:flex-start;max-width:34rem}
.msg.own{flex-direction:row-reverse;justify-self:end}
.face{flex:none;display:grid;place-items:center;width:2.25rem;height:2.25rem;border-radius:50%;background:var(--b);color:var(--ob);font-size:.8125rem;font-weight:700}
.own .face{background:#fff;color:#17212B;border:1.5px solid #6F7B87}
.say{min-width:0;padding:.625rem .875rem;border-radius:10px;border-top-left-radius:2px;background:#EDF0F3}
.own .say{background:var(--ti);border-top-left-radius:10px;border-top-right-radius:2px}
.by{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;font-size:.9375rem}.by b{font-weight:600}
.inv .by{display:block}
.say .para{margin-top:.25rem}
.attached{display:inline-flex;flex-wrap:wrap;align-items:center;gap:.375rem .5rem;margin-top:.5rem;padding:.375rem .75rem;border:1px solid #DAE1E4;border-radius:8px;background:#fff}
.reply{padding:1.25rem;border-top:1px solid #DAE1E4;background:#FAFBFB;border-radius:0 0 12px 12px}
.looking{background:#17212B;color:#fff}
.looking .wrap{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.25rem 1rem;padding-top:.5rem;padding-bottom:.5rem}
.looking .link{color:#fff}
.logo{flex:none;display:block;max-width:11rem;max-height:2.5rem;width:auto;height:auto}
.foot2 .links{display:flex;flex-wrap:wrap;gap:0 1.25rem}
@media (max-width:21.9rem){.days{grid-template-columns:repeat(2,minmax(0,1fr))}.sched li,.sched .sumrow{grid-template-columns:auto minmax(0,1fr)}.sched b.num{grid-column:2;white-space:normal}.sched .sumrow b.num{grid-column:auto}.msg .face{display:none}.talk,.reply{padding:1rem .75rem}.option{gap:.5rem;padding:.75rem}}
@media (min-width:60rem){.reply .stack{gap:.75rem}.reply .btn{width:auto;justify-self:start;min-height:2.75rem}.side .option{padding:.75rem 1.25rem}.talkcols{align-items:start}}
@media (forced-colors:active){.daypick input:checked+span{outline:3px solid}.msg .say{border:1px solid}}
`;
