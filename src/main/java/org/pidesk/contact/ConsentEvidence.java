package org.pidesk.contact;

import java.time.Instant;
import org.pidesk.kernel.Reference;

/**
 * What shows that a consent was given or taken back (section 11(2)(a)).
 *
 * @param wording the version of the page that was read
 * @param channel where it was said: {@code PI_PAGE}
 */
public record ConsentEvidence(
        Field field, boolean given, String wording, String channel, Reference reference, Instant at) {}
