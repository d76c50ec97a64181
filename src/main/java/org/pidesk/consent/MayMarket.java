package org.pidesk.consent;

import java.util.Map;
import org.pidesk.kernel.Channel;

/**
 * Who may be marketed to, as a condition on the contact that a statement calls {@code c}. The stricter always wins: a yes
 * must stand, and no record that carries the same address may say no, so that a record that is imported again, or made
 * twice, lifts nothing.
 *
 * <p>The black lists are asked besides: they know hashes only.
 */
final class MayMarket {
    private static final String INTEREST = "consentInterest";

    private final String address;
    private final String field;
    private final String channel;
    private final String interest;

    MayMarket(Channel channel, String interest) {
        this.address = channel == Channel.EMAIL ? "email" : "mobile";
        this.field = channel == Channel.EMAIL ? "EMAIL" : "MOBILE";
        this.channel = channel.name();
        this.interest = interest;
    }

    Condition condition(boolean customersToo) {
        return new Condition(
                "(" + String.join(" and ", canBeUsed(), saysYes(customersToo), nobodyThereSaysNo()) + ")",
                parameters());
    }

    private Map<String, Object> parameters() {
        return interest == null ? Map.of() : Map.of(INTEREST, interest);
    }

    private String canBeUsed() {
        return """
                c.state = 'ACTIVE' and c.%s is not null
                and not exists (select from contact_contested q where q.contact = c.id and q.field = '%s')""".formatted(address, field);
    }

    /** What was said of an interest counts for it; what was said of all marketing counts where nothing was. */
    private String saysYes(boolean customersToo) {
        return "exists (select from marketing_consent m where " + decided("m", "c", "GIVEN")
                + (customersToo
                        ? " and (m.ground = 'CUSTOMER' or c.consent_to_market)"
                        : " and m.ground = 'CONSENT' and c.consent_to_market")
                + " and "
                + (interest == null
                        ? "m.interest is null"
                        : "(m.interest = :" + INTEREST + " or m.interest is null and not exists (select from"
                                + " marketing_consent s where s.contact = c.id and s.stands and s.channel = '"
                                + channel + "' and s.interest = :" + INTEREST + "))")
                + ")";
    }

    private String nobodyThereSaysNo() {
        return "not exists (select from contact o join marketing_consent w on " + decided("w", "o", "WITHDRAWN")
                + " where o.organisation = c.organisation and o." + address + " = c." + address + " and "
                + (interest == null
                        ? "w.interest is null"
                        : "(w.interest = :" + INTEREST + " or w.interest is null and not exists (select from"
                                + " marketing_consent g where " + decided("g", "o", "GIVEN") + " and g.interest = :"
                                + INTEREST + "))")
                + ")";
    }

    private String decided(String decision, String contact, String state) {
        return "%1$s.contact = %2$s.id and %1$s.stands and %1$s.channel = '%3$s' and %1$s.state = '%4$s'"
                .formatted(decision, contact, channel, state);
    }
}
