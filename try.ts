import { floorWorld } from '@/ml/environments/shop-floor/world';
import { optimum, bruteForce } from '@/ml/environments/exact';
import { createRandom } from '@/ml/random';
const tiny = floorWorld({ jobs: 3, hours: 8, failsAfter: 4, buffer: 1 });
for (let s=0;s<10;s++){ const st=tiny.begin(createRandom(s)); const o=optimum(tiny,st); const b=bruteForce(tiny,st); if(Math.abs(o.value-b)>1e-6||!o.proven) console.log('DIFF',s,o.value,b,o.proven);}
for (const jobs of [5]){
const w = floorWorld({ jobs, hours: 40, failsAfter: 12, buffer: 2});
const run=(pick:(s:any)=>number,s0:any)=>{let s=s0,t=0;for(;;){const r=w.next(s,pick(s));t+=r.reward;s=r.state;if(r.ended)return t;}};
let [g,sc,rn,op,pr,tm]=[0,0,0,0,0,0];const N=8;
for(let s=0;s<N;s++){const st=w.begin(createRandom(`e/${s}`));const R=createRandom(s);
 g+=run(w.greedy,st);sc+=run(w.scripted,st);rn+=run((x)=>{const l=w.legal(x).flatMap((a,i)=>a?[i]:[]);return l[R.int(l.length)]!;},st);
 const t0=performance.now();const o=optimum(w,st);tm=Math.max(tm,performance.now()-t0);op+=o.value;pr+=Number(o.proven);}
console.log(jobs,{g:g/N,sc:sc/N,rn:rn/N,op:op/N,pr,tm, ng:(g-rn)/(op-rn),ns:(sc-rn)/(op-rn), g0: g/op});}
