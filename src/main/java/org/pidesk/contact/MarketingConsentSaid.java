package org.pidesk.contact;

import java.util.UUID;

/**
 * A record says something else about marketing than before; published in the same transaction.
 *
 * @param evidence what shows it; null when consent ended with a withdrawal of all consent
 */
public record MarketingConsentSaid(UUID contact, boolean given, ConsentEvidence evidence) {}
