package org.pidesk.consent;

import java.util.List;
import org.pidesk.kernel.Address;

/**
 * What somebody typed into the form to subscribe, until the holder of the address has confirmed it.
 *
 * @param interests the codes of what was chosen; empty for all marketing
 * @param wording what was read, as {@link Wording#label()}
 * @param isConfirmed whether its holder has confirmed it already
 */
public record Subscription(Address address, List<String> interests, String wording, boolean isConfirmed) {}
