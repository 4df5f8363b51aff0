import { expect } from '@open-wc/testing';
import { attributeName, PROPERTIES } from '../../src/attribute-list.ts';
import { SESSION_ATTRIBUTES } from '../../src/core/attribute-table.ts';
import { GeminiLiveElement } from '../../src/gemini-live-element.ts';

describe('the list of properties', () => {
  it('has every attribute of the session, by the name that the session has for it', () => {
    const listed = new Map(PROPERTIES.map(([name]) => [name, attributeName(name)]));
    for (const { attribute, property } of SESSION_ATTRIBUTES) {
      expect(listed.get(property), property).to.equal(attribute);
    }
  });

  it('is what the element observes, without what is set by program only', () => {
    const programs = PROPERTIES.filter(([, kind]) => kind.attribute === false).map(([name]) => name);
    expect(programs).to.have.members([
      'config',
      'options',
      'tokenProvider',
      'tools',
      'variables',
      'history',
      'volume',
    ]);
    expect(GeminiLiveElement.observedAttributes).to.have.length(PROPERTIES.length - programs.length);
    expect(GeminiLiveElement.observedAttributes).to.include.members(['token-endpoint', 'base-url', 'muted']);
  });
});
