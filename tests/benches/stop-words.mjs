/** Words that say nothing of what a text is about: no query is made of them alone. */
export const STOP_WORDS = new Set(
  `a able about across after all almost also am among an and any are as at be because been before being between
  both but by can cannot could dear did do does each either else ever every for from further get got had has
  have he her here hers him his how however i if in into is it its just least let like likely may me might more
  most must my neither no nor not now of off often on once only or other our out over own rather said same say
  says she should since so some such than that the their them then there these they this those through to too
  twas under until up us very wants was we were what when where which while who whom why will with would yet you
  your`.split(/\s+/),
);
