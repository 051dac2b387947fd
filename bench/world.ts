import { stringify } from 'yaml';
import type { Article, Feed } from '../sandbox/feeds/feed.ts';

/** How much there is of everything. */
export interface Size {
  groups: number;
  /** Channels of each group, on each platform. */
  channels: number;
  feeds: number;
  /** Items that a feed shows at a time, all new. */
  items: number;
  /** Presses a second, on each platform. */
  presses: number;
  /** Rows for the queues alone. */
  jobs: number;
}

/** What the issue asks for: 1,000 channels, 500 feeds. */
export const full: Size = { groups: 100, channels: 5, feeds: 500, items: 20, presses: 20, jobs: 4_000 };
/** For a first look, and for a test that the bench still runs. */
export const quick: Size = { groups: 10, channels: 5, feeds: 50, items: 20, presses: 10, jobs: 400 };

/** Two pages: a message carries seven items with their buttons. */
export const digestSize = 12;
/** People on each platform. */
export const people = 500;

export type Platform = 'slack' | 'discord';
export const platforms: readonly Platform[] = ['slack', 'discord'];

export function channelsOf(size: Size, platform: Platform, group: number): string[] {
  return Array.from({ length: size.channels }, (_, at) => idOf(platform, group * size.channels + at));
}

/** Who is there on a platform; not in the community file, as most members are not. */
export function usersOf(platform: Platform): { id: string; name: string }[] {
  return Array.from({ length: people }, (_, at) => ({
    id: platform === 'slack' ? `U0BENCH${number(at)}` : String(1_200_000_000_000_000_000n + BigInt(at)),
    name: `Member ${at + 1}`,
  }));
}

/** Every channel of a platform, with the name that it bears there. */
export function allChannels(size: Size, platform: Platform): { id: string; name: string }[] {
  return Array.from({ length: size.groups }, (_, group) =>
    channelsOf(size, platform, group).map((id, at) => ({ id, name: `group-${group}-${at}` })),
  ).flat();
}

/** A community file: nobody has a digest time yet, and each feed is one group's. */
export function communityFile(size: Size, feedServer: string): string {
  return stringify({
    groups: Array.from({ length: size.groups }, (_, group) => ({
      slug: `group-${group}`,
      name: `Special Interest Group ${group + 1}`,
      kind: 'sig',
      zone: 'UTC',
      topics: { safety: 2, digital: 1.5, personalised: 1, workforce: 0.5 },
      keywords: ['dosimetry', 'linac', 'treatment planning', 'DICOM', 'image quality', 'cyber*', 'PET'],
      channels: {
        slack: channelsOf(size, 'slack', group),
        discord: channelsOf(size, 'discord', group),
      },
    })),
    sources: Array.from({ length: size.feeds }, (_, feed) => ({
      address: `${feedServer}/${pathOf(feed)}`,
      name: `Journal ${feed + 1} of Physics in Hospitals`,
      kind: 'journal',
      groups: [`group-${feed % size.groups}`],
    })),
  });
}

/** Every feed as it stands at one time: what it shows in one batch is in no other. */
export function feedsAt(size: Size, batch: number, now: Date): Feed[] {
  const formats = ['rss', 'rdf', 'atom', 'json'] as const;
  return Array.from({ length: size.feeds }, (_, feed) => ({
    path: pathOf(feed),
    title: `Journal ${feed + 1} of Physics in Hospitals`,
    format: formats[feed % formats.length]!,
    articles: Array.from({ length: size.items }, (_, item) => articleOf(feed, batch, item, now)),
  }));
}

const subjects = [
  'Deep learning in the treatment planning system for head and neck radiotherapy',
  'A multi-centre dosimetry audit of small fields on a ring-mounted linac',
  'Cybersecurity of imaging devices on unsupported operating systems in hospitals',
  'Image quality and dose of photon-counting computed tomography in children',
  'A DICOM gateway between wards: lessons of two years in service',
  'Respiratory motion in PET of the lung, and what gating recovers of it',
];

function articleOf(feed: number, batch: number, item: number, now: Date): Article {
  const subject = subjects[(feed + item) % subjects.length]!;
  return {
    title: `${subject}, part ${feed + 1}.${batch}.${item + 1}`,
    link: `https://journal-${feed + 1}.test/articles/${batch}/${item + 1}`,
    summary: `${subject}. Methods and results from ${item + 3} departments, with the data, and what they mean for safety, staff and quality assurance in practice. ${'The measurements were repeated on every machine over a year. '.repeat(6)}`,
    published: new Date(now.getTime() - item * 60_000),
    authors: ['A. Meier', 'B. Okafor'],
  };
}

function pathOf(feed: number): string {
  return `journal-${feed + 1}.test/rss`;
}

function idOf(platform: Platform, at: number): string {
  return platform === 'slack' ? `C0BENCH${number(at)}` : String(1_100_000_000_000_000_000n + BigInt(at));
}

function number(at: number): string {
  return String(at).padStart(5, '0');
}
