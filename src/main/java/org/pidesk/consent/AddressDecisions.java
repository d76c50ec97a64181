package org.pidesk.consent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pidesk.consent.MarketingConsent.State;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was said at an address, whichever record carries it. */
@Repository
class AddressDecisions {
    private static final String STATEMENT = """
            select c.%1$s as address,
                bool_or(c.state = 'RESTRICTED' or m.state = 'WITHDRAWN'
                    and (m.interest is null or :interest::text is null or m.interest = :interest)) as withdrawn,
                bool_or(m.state = 'GIVEN' and m.channel = '%2$s') as given
            from contact c left join marketing_consent m on m.contact = c.id and m.stands
            where c.organisation = :organisation and c.%1$s = any(:addresses)
            group by c.%1$s""";

    private static final String ANY_YES = """
            select exists (select from contact c join marketing_consent m on m.contact = c.id and m.stands
                where c.organisation = :organisation and c.%1$s = :address and c.state <> 'RESTRICTED'
                    and m.state = 'GIVEN' and m.channel = '%2$s')""";

    private final JdbcClient jdbc;

    AddressDecisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param interest what it would be about; null for everything, of which a no to a part is one */
    Map<Address, State> said(
            OrganisationId organisation, Channel channel, List<? extends Address> addresses, String interest) {
        var said = new HashMap<Address, State>();
        jdbc.sql(STATEMENT.formatted(column(channel), channel))
                .param("organisation", organisation.value())
                .param("interest", interest)
                .param("addresses", addresses.stream().map(Address::value).toArray(String[]::new))
                .query(row -> {
                    // a yes or no that nobody said reads as false
                    if (row.getBoolean("withdrawn")) {
                        said.put(Address.parse(row.getString("address")), State.WITHDRAWN);
                    } else if (row.getBoolean("given")) {
                        said.put(Address.parse(row.getString("address")), State.GIVEN);
                    }
                });
        return said;
    }

    /** Whether any yes by its channel stands there, whatever was said no to beside it. */
    boolean isAnyYes(OrganisationId organisation, Address address) {
        var channel = Channel.to(address);
        return jdbc.sql(ANY_YES.formatted(column(channel), channel))
                .param("organisation", organisation.value())
                .param("address", address.value())
                .query(Boolean.class)
                .single();
    }

    private static String column(Channel channel) {
        return channel == Channel.EMAIL ? "email" : "mobile";
    }

    /** Until the caller's transaction ends. */
    void lock(long turn) {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(turn).query(row -> {});
    }
}
