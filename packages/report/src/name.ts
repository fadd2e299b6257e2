/** A medicine's name as a heading shows it. */
export function headed(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
