// Commands as they are typed in a shell.

const PLAIN = /^[\p{L}\p{N}_./-]+$/u;
const ACTS_IN_DOUBLE_QUOTES = /["$`\\!]/;

/** Write a name as one word of a command; in double quotes if it can be, which Windows knows, too. */
export function shellWord(name) {
  if (PLAIN.test(name)) return name;
  return ACTS_IN_DOUBLE_QUOTES.test(name) ? `'${name.replaceAll("'", "'\\''")}'` : `"${name}"`;
}
