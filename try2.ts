import { floorWorld } from '@/ml/environments/shop-floor/world';
import { optimum } from '@/ml/environments/exact';
import { createRandom } from '@/ml/random';
for (const jobs of [4,5,6]) { const w = floorWorld({ jobs, hours: 40, failsAfter: 12, buffer: 2 });
for (const s of [1,2]) { const st=w.begin(createRandom(s)); let n=0; const o=optimum({...w,next:(a:any,b:any)=>{n++;return w.next(a,b)}} as any,st,60000); console.log(jobs,s,o.value,o.proven,o.atMost,n); } }
