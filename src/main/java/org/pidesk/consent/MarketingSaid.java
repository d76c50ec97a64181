package org.pidesk.consent;

import java.util.UUID;

/** The person of a record said yes or no to marketing; published in the same transaction. */
public record MarketingSaid(UUID contact) {}
