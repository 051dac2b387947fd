import { describe, expect, it } from 'vitest';
import { stem } from '../../src/taxonomy/spelling.ts';
import { readTopics, topicIds, topicName, topics } from '../../src/taxonomy/topics.ts';
import { watch } from '../../src/taxonomy/watch.ts';

describe('the topics file', () => {
  it('holds the six topics in two clusters, each with key topics and words', () => {
    expect(topics.map(({ id }) => id)).toEqual([...topicIds]);
    expect(topics.filter(({ cluster }) => cluster === 'Grand challenges')).toHaveLength(3);
    for (const topic of topics)
      for (const { strong, clear, hint } of topic.keyTopics)
        expect(strong.length + clear.length + hint.length).toBeGreaterThan(5);
    expect(topicName('climate')).toBe('Climate change and the environment');
  });

  it.each([
    ['topics: []', 'expected each of climate'],
    ['subjects: []', 'subjects'],
    ['topics: [{ id: weather, name: Weather, cluster: Emerging trends, keyTopics: [] }]', 'topics.0.id'],
    ['topics: []\nnotAboutAnyTopic: [one two three four five six seven]', 'a phrase has 1 to 6 words'],
    ['topics: []\nnotAboutAnyTopic: [a*]', 'a star may only end a word'],
    ['topics: []\nnotAboutAnyTopic: [car*bon]', 'a star may only end a word'],
    ['topics: []\nnotAboutAnyTopic: ["…"]', 'a phrase has 1 to 6 words'],
    ['topics: []\nnotAboutAnyTopic: [510]', 'put it in quotes'],
  ])('says what is wrong with %j', (text, complaint) => {
    expect(() => readTopics(text)).toThrow(complaint);
  });
});

describe('watch', () => {
  it('finds keywords as topic words are found: whole, in any number and spelling, each once', () => {
    const keywordsIn = watch(['DICOM', 'low dose CT', 'brachytherap*', 'MR', '…', '']);
    expect(keywordsIn('Brachytherapies, low-dose CTs and dicom; DICOM; MRI')).toEqual([
      { keyword: 'brachytherap*', words: 'Brachytherapies' },
      { keyword: 'low dose CT', words: 'low-dose CTs' },
      { keyword: 'DICOM', words: 'dicom' },
    ]);
  });
});

describe('stem', () => {
  it.each([
    ['QA', 'qa'],
    ['gas', 'gas'],
    ['analyses', 'analysis'],
    ['studies', 'study'],
    ['viruses', 'viruse'],
    ['biases', 'biase'],
    ['classes', 'class'],
    ['Röntgen', 'rontgen'],
    ['videos', 'video'],
  ])('makes %s into %s', (word, expected) => {
    expect(stem(word)).toBe(expected);
  });
});
