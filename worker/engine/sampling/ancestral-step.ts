/** How far to step down, and how much fresh noise then leads back up to `sigma_to`. */
export function ancestralStep(
  sigma_from: number,
  sigma_to: number,
  eta: number,
): { sigma_down: number; sigma_up: number } {
  const variance = (sigma_to ** 2 * (sigma_from ** 2 - sigma_to ** 2)) / sigma_from ** 2;
  const sigma_up = Math.min(sigma_to, eta * Math.sqrt(variance));
  return { sigma_down: Math.sqrt(sigma_to ** 2 - sigma_up ** 2), sigma_up };
}
