/** Locations that stand for several regions, with hosts of their own. */
const multiRegions = new Set(['us', 'eu']);

/** The address of a project's models in one location; `global` leaves the region to Google. */
export function vertexBaseUrl(projectId: string, location: string): string {
  const path = `v1/projects/${encodeURIComponent(projectId)}/locations/${encodeURIComponent(location)}`;
  return `https://${hostOf(location)}/${path}`;
}

function hostOf(location: string): string {
  if (location === 'global') return 'aiplatform.googleapis.com';
  if (multiRegions.has(location)) return `aiplatform.${location}.rep.googleapis.com`;
  return `${location}-aiplatform.googleapis.com`;
}
