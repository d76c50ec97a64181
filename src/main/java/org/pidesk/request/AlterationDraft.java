package org.pidesk.request;

/**
 * What a proven person has typed and not confirmed.
 *
 * @param fingerprint keyed: it tells this draft from every other, and says nothing of what is in it. The page that shows
 *     the draft carries it, so that nobody confirms what another tab has typed meanwhile
 */
public record AlterationDraft(AlterationAsked asked, String fingerprint) {}
