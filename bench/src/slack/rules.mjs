/**
 * How fast Slack lets a workspace's app call, as buckets that fill evenly. The tiers, and one message a second in a channel, are Slack's own words
 * (docs.slack.dev/apis/web-api/rate-limits); of a workspace they only say "several hundred messages per minute", of which we take 300.
 */
const buckets = {
  channel: { perMinute: 60, holds: 1 },
  workspace: { perMinute: 300, holds: 10 },
  open: { perMinute: 50, holds: 5 },
};

/** Milliseconds that the rule leaves no choice but to take for so many calls. */
export const leastFor = (name, calls) => ((calls - buckets[name].holds) / buckets[name].perMinute) * 60_000;

/** @param {() => number} now in milliseconds */
export function slackRules(now) {
  const levels = new Map();
  let refused = 0;

  /** Takes one out of each of these buckets, if all have one. Answers for how many milliseconds they have not. */
  function take(...wanted) {
    const at = now();
    const filled = wanted.map(([name, key]) => {
      const { perMinute, holds } = buckets[name];
      const kept = levels.get(key) ?? { level: holds, at };
      return { key, level: Math.min(holds, kept.level + ((at - kept.at) / 60_000) * perMinute), perMinute };
    });
    const missing = Math.max(...filled.map(({ level, perMinute }) => ((1 - level) / perMinute) * 60_000));
    for (const { key, level } of filled) levels.set(key, { level: missing > 0 ? level : level - 1, at });
    return missing;
  }

  return {
    refused: () => refused,
    rules: (method, { channel }) => {
      const missing =
        method === 'chat.postMessage'
          ? take(['channel', channel], ['workspace', 'workspace'])
          : method === 'conversations.open'
            ? take(['open', 'open'])
            : 0;
      if (missing <= 0) return 0;
      refused += 1;
      return Math.ceil(missing / 1000);
    },
  };
}
