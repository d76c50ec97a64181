package org.pidesk.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.pidesk.campaign.Campaigns.Member;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is behind a figure: by the record where there is one, and otherwise by what the list said. */
@Component
class People {
    private final JdbcClient database;
    private final Prints prints;
    private final Contacts contacts;

    People(JdbcClient database, Prints prints, Contacts contacts) {
        this.database = database;
        this.prints = prints;
        this.contacts = contacts;
    }

    private record Row(int line, byte[] sealed, UUID contact, Status status, Reason reason, String code) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getInt("line"),
                    row.getBytes("sealed"),
                    row.getObject("contact", UUID.class),
                    Status.valueOf(row.getString("status")),
                    row.getString("reason") == null ? null : Reason.valueOf(row.getString("reason")),
                    row.getString("code"));
        }
    }

    /** @param reason of those who were left out, those for this reason; null for all */
    List<Member> behind(Campaign campaign, Figure figure, Reason reason, int after, int most) {
        var rows = database.sql("""
                        select line, sealed, contact, status, reason, code from campaign_recipient
                        where campaign = :campaign and line > :after and %s and (:reason::text is null or reason = :reason)
                        order by line limit :most""".formatted(figure.condition()))
                .param("campaign", campaign.reference().value())
                .param("after", after)
                .param("reason", reason == null ? null : reason.name())
                .param("most", most)
                .query((row, number) -> Row.read(row))
                .list();
        return rows.stream().map(row -> member(campaign, row)).toList();
    }

    private Member member(Campaign campaign, Row row) {
        if (row.contact() != null) {
            var record = contacts.get(row.contact());
            return member(row, record.number(), record.name(), at(record, campaign.channel()));
        }
        if (row.sealed() == null) {
            return member(row, null, null, null);
        }
        var person = prints.open(campaign.reference(), row.line(), row.sealed());
        var name = ((person.firstName() == null ? "" : person.firstName()) + " "
                        + (person.lastName() == null ? "" : person.lastName()))
                .strip();
        return member(row, null, name, person.at(campaign.channel()).orElse(null));
    }

    private static Address at(Contact record, Channel channel) {
        return record.addresses()
                .filter(address -> Channel.to(address) == channel)
                .findFirst()
                .orElse(null);
    }

    private static Member member(Row row, Long number, String name, Address address) {
        return new Member(row.line(), number, name, address, row.status(), row.reason(), row.code());
    }
}
