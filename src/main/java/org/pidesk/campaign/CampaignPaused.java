package org.pidesk.campaign;

import org.pidesk.kernel.Reference;

/** A campaign rests until a person lets it go on; published in the transaction in which it came to rest. */
public record CampaignPaused(Reference campaign, Pause why) {}
