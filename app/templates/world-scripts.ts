/**
 * What stands in for a language model in two worlds: programs that read the very words that a model would read, compute, and say a number. They know nothing
 * of the world but these words.
 */

/** Takes who saves most, less what is lost later: shifts that this person is planned for and could no longer take. */
export const SHIFT_PLANNER = String.raw`const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const [, day, shift, , outside] = /Shift to fill now: (\w+) (\w+)(, in charge)? .*costs (\d+)/.exec(said) || [];
const sick = {};
for (const [, name, days] of said.matchAll(/(\w+) is sick on (\w{3}(?:, \w{3})*)/g)) sick[name] = days.split(', ');
const people = {};
for (const [, name, wage, left, later] of said.matchAll(/^(\w+)(?: \(.*\))?: (\d+) € a shift, may take (\d+) more, planned later: (.*)$/gm))
  people[name] = { wage: Number(wage), left: Number(left), later: later === 'nothing' ? [] : later.split('; ') };

// One shift a day each; after a night only another night.
const together = (other) => {
  const [otherDay, otherShift] = other.split(/[ ,]+/);
  const apart = DAYS.indexOf(otherDay) - DAYS.indexOf(day);
  if (apart === 0) return false;
  if (apart === 1) return shift !== 'night' || otherShift === 'night';
  if (apart === -1) return otherShift !== 'night' || shift === 'night';
  return true;
};

let chosen = Number(/^(\d+): somebody from outside/m.exec(said)[1]);
let most = 0;
let why = 'Nobody is worth it: from outside.';
for (const [, action, name, saves, how] of said.matchAll(/^(\d+): (\w+) takes it \(saves (-?[\d.]+) €, (.*)\)$/gm)) {
  const { wage, left, later } = people[name];
  const own = later.filter((one) => !(sick[name] || []).includes(one.slice(0, 3)));
  const fitting = own.filter(together).length;
  const lost = own.length - fitting + Math.max(0, fitting - (left - 1));
  const worth = Number(saves) - lost * (Number(outside) - wage);
  if (worth > most) [chosen, most, why] = [Number(action), worth, name + ', ' + how + (lost > 0 ? ', though ' + lost + ' later would be lost.' : '.')];
}
return { say: why, call: { name: 'act', arguments: { action: chosen } } };`;

/** Looks a few stops ahead over the orders that are known, and waits where waiting costs nothing. */
export const VAN_DRIVER = String.raw`const STOPS = 6;
const [, now, until, here, aboard, room] = /time (\d+) of (\d+)\. The van is at (\w+) with (\d+) of (\d+) on board/.exec(said);
const [hours, capacity] = [Number(until), Number(room)];
const far = {};
for (const [, a, b, units] of (/between places: (.*)\./.exec(said) || [])[1].matchAll(/(\w+)–(\w+) (\d+)/g))
  far[a + b] = far[b + a] = Number(units);
const orders = [...(/Orders that wait: (.*)\./.exec(said) || [])[1].matchAll(/(\w+) \(\d+ away, waits (?:from (\d+) )?until (\d+)\)/g)].map(
  ([, place, from, last]) => ({ place, from: Number(from || now), last: Number(last) }),
);

// Where a drive, or a unit of waiting, leads, and what it earns.
const move = ({ time, place, load, open }, to) => {
  const takes = to === place ? 1 : far[place + to];
  const then = time + takes;
  const served = open.filter((one) => one.place === to && one.from <= then && one.last >= then).slice(0, load);
  const state = {
    time: then,
    place: to,
    load: to === 'Depot' ? capacity : load - served.length,
    open: open.filter((one) => one.last >= then && !served.includes(one)),
  };
  return [10 * served.length - (to === place ? 0 : takes), state];
};
// Drives somewhere, and waits there for the first who is to be served.
const visit = (state, to) => {
  let [earned, then] = move(state, to);
  if (to === 'Depot' || state.load === 0) return [earned, then];
  const first = Math.min(hours, ...state.open.filter(({ place }) => place === to).map(({ from }) => from));
  while (then.time < first) {
    const [more, waited] = move(then, to);
    [earned, then] = [earned + more, waited];
  }
  return [earned, then];
};
const plan = (state, stops) => {
  if (stops === 0 || state.time >= hours) return 0;
  const goals = new Set(state.load > 0 ? state.open.map(({ place }) => place) : []);
  if (state.load < Math.min(capacity, state.open.length)) goals.add('Depot');
  let most = 0;
  for (const to of goals) {
    if (state.time + (to === state.place ? 0 : far[state.place + to]) > hours) continue;
    const [earned, then] = visit(state, to);
    most = Math.max(most, earned + plan(then, stops - 1));
  }
  return most;
};

const start = { time: Number(now), place: here, load: Number(aboard), open: orders };
const [waited, later] = move(start, here);
const waiting = waited + plan(later, STOPS + 1);
const idle = Number(/^(\d+): wait/m.exec(said)[1]);
let [chosen, most, why] = [idle, Math.max(0, waiting), 'Waiting loses nothing.'];
for (const [, action, to] of said.matchAll(/^(\d+): drive to (\w+)/gm)) {
  const [earned, then] = visit(start, to);
  const worth = earned + plan(then, STOPS);
  if (worth > most) [chosen, most, why] = [Number(action), worth, 'By ' + to + ': ' + worth + ' over the next stops.'];
}
return { say: why, call: { name: 'act', arguments: { action: chosen } } };`;
