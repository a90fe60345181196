/** Arguments as kubeadm takes them since v1beta4: a list, since a flag may stand twice. */
export function toArgs(flags: Readonly<Record<string, string>>): readonly { name: string; value: string }[] {
  return Object.entries(flags).map(([name, value]) => ({ name, value }));
}
