/**
 * The members of an object, by name, or the elements of an array, nameless: each as it is written, so that numbers keep
 * their digits. `json` has to be valid JSON.
 */
export function jsonMembers(json: string): [name: string, value: string][] {
  const members: [string, string][] = [];
  let [depth, from, name, inside] = [0, 0, "", false];
  const end = (at: number) => {
    const value = json.slice(from, at).trim();
    if (value !== "") members.push([name, value]);
    from = at + 1;
  };
  for (let at = 0; at < json.length; at++) {
    const char = json[at];
    if (inside) {
      if (char === "\\") at++;
      else if (char === '"') inside = false;
    } else if (char === '"') inside = true;
    else if (char === "{" || char === "[") {
      if (++depth === 1) from = at + 1;
    } else if (char === "}" || char === "]") {
      if (--depth === 0) end(at);
    } else if (depth > 1) continue;
    else if (char === ",") end(at);
    else if (char === ":") {
      name = String(JSON.parse(json.slice(from, at)));
      from = at + 1;
    }
  }
  return members;
}
