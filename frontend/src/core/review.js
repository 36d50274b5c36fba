// What somebody answers about doubtful pairs of names: [pair, verdict, when] a pair, and the file that `kg judgements` takes.

/** Answers with their keys. */
export const VERDICTS = [['same', 's'], ['different', 'd'], ['unsure', 'u']];

/** The pairs that a page asks about; none where it was made without a graph directory, or where nothing is doubtful. */
export const pairsOf = (model) => model.page.review?.pairs ?? [];

/** The time in UTC, to the second, as judgements have it. */
export const stamp = (milliseconds) => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');

export const answerOf = (answers, pair) => answers.find(([asked]) => asked === pair);

/** The answers with one more; one that is given again is taken back. */
export function answered(answers, pair, verdict, when) {
  const before = answerOf(answers, pair);
  const others = answers.filter(([asked]) => asked !== pair);
  return before?.[1] === verdict ? others : [...others, [pair, verdict, when]];
}

/** The first pair without an answer after another, from the beginning again; where all have one, the pair itself. */
export function following(count, answers, pair) {
  for (let step = 1; step <= count; step += 1) {
    const next = (pair + step) % count;
    if (!answerOf(answers, next)) return next;
  }
  return pair;
}

/** Characters as Python counts them: one for each code point. */
const points = (text) => [...text].length;

function thing(model, { name, kind, places }) {
  const anchors = places.map(([doc, start, end]) => {
    const { text } = model.documents[doc];
    const [from, words] = [points(text.slice(0, start)), text.slice(start, end)];
    return { document: model.page.review.documents[doc], span: { start: from, end: from + points(words) }, words };
  });
  return { name, kind, anchors };
}

/** The answers as lines of JSON, the earliest first. */
export function judgements(model, answers, who) {
  const lines = [...answers].sort((a, b) => a[2] - b[2] || a[0] - b[0]).map(([pair, verdict, when]) => ({
    verdict, things: pairsOf(model)[pair].sides.map((side) => thing(model, side)), who, when: stamp(when),
  }));
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** What a graph directory's answers are called, and the command that takes them over. */
export function taking(model) {
  const { folder } = model.page.review;
  const file = `judgements-of-${folder.replace(/[^\p{L}\p{N}._-]+/gu, '')}.jsonl`;
  return { file, command: `kg judgements ${folder} --import ${file}` };
}
