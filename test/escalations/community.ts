/**
 * A community with a council, as the text of a community file: clinical computing on both platforms, sustainability on Discord,
 * nuclear medicine on Slack, imaging on both.
 * @param council the platforms on which the council has a channel
 */
export function communityWith(council: readonly ('slack' | 'discord')[] = ['slack']): string {
  const channels = { slack: 'slack: [C0STERIC001]', discord: 'discord: ["1100000000000000009"]' };
  return `
groups:
  - slug: clinical-computing
    name: Clinical Computing SIG
    kind: sig
    topics: { digital: 2, safety: 1.5 }
    keywords: [DICOM, treatment planning system]
    channels: { slack: [C0COMPUTING], discord: ["1100000000000000001"] }
    digest: { time: "08:00", size: 4 }
  - slug: sustainability
    name: Environmental Sustainability CoI
    kind: coi
    topics: { climate: 3 }
    keywords: [net zero, DICOM]
    channels: { discord: ["1100000000000000002"] }
    digest: { time: "08:00", size: 4 }
  - slug: nuclear-medicine
    name: Nuclear Medicine SIG
    kind: sig
    topics: { safety: 2 }
    keywords: [radioisotope, SPECT, DICOM]
    channels: { slack: [C0NUCLEAR01] }
    digest: { time: "08:00", size: 4 }
  - slug: steric
    name: STERIC
    kind: council
    channels: { ${council.map((platform) => channels[platform]).join(', ')} }
  - slug: office
    name: National Office
    kind: office
    channels: { slack: [C0OFFICE001] }
  - slug: advisory
    name: President's Advisory Committee
    kind: advisory
people:
  - { slug: ada, name: Ada Obi, accounts: { slack: U0ADA00001, discord: "1200000000000000001" }, roles: { clinical-computing: chair } }
  - { slug: dana, name: Dana Wren, accounts: { discord: "1200000000000000003" }, roles: { sustainability: chair } }
  - { slug: noor, name: Noor Aziz, accounts: { slack: U0NOOR0001 }, roles: { nuclear-medicine: chair } }
  - { slug: ben, name: Ben Marsh, accounts: { slack: U0BEN00001 }, roles: { clinical-computing: member } }
  - { slug: eve, name: Eve Lund, accounts: { discord: "1200000000000000004" }, roles: { clinical-computing: member } }
  - { slug: cat, name: Cat Fraser, accounts: { slack: U0CAT00001, discord: "1200000000000000005" }, roles: { steric: chair } }
  - { slug: carl, name: Carl Voss, accounts: { slack: U0CARL0001, discord: "1200000000000000006" }, roles: { steric: member } }
  - { slug: cleo, name: Cleo Tan, accounts: { slack: U0CLEO0001, discord: "1200000000000000002" }, roles: { office: member } }
  - { slug: pat, name: Pat Quill, accounts: { slack: U0PAT00001 }, roles: { advisory: member } }
sources:
  - address: https://journal.test/rss
    name: Journal of Physics in Hospitals
    kind: journal
  - address: https://policy.test/atom
    name: Department of Policy
    kind: policy
`;
}
