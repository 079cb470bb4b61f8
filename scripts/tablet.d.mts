export function bundleTablet(folder: string): Promise<void>;
