package org.pidesk.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an organisation sends marketing about: each a group that people join and leave. */
@Service
@Transactional
public class Interests {
    private static final int LONGEST_NAME = 60;
    private static final int SHORTEST_PURPOSE = 10;
    private static final int LONGEST_PURPOSE = 300;
    private static final int LONGEST_CODE = 40;
    private static final Pattern ODD = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}<>]");

    private final JdbcClient jdbc;
    private final ActivityLog activity;
    private final Clock clock;

    Interests(JdbcClient jdbc, ActivityLog activity, Clock clock) {
        this.jdbc = jdbc;
        this.activity = activity;
        this.clock = clock;
    }

    /** An interest, and how many have said yes to it by each channel. */
    public record Group(Interest interest, long byEmail, long bySms) {}

    /** The open ones first. */
    @Transactional(readOnly = true)
    public List<Interest> of(OrganisationId organisation) {
        return jdbc.sql("select * from interest where organisation = ? order by closed_at is not null, name")
                .param(organisation.value())
                .query((row, number) -> read(row))
                .list();
    }

    /** Those that people can still join. */
    @Transactional(readOnly = true)
    public List<Interest> open(OrganisationId organisation) {
        return of(organisation).stream().filter(Interest::isOpen).toList();
    }

    /** The one with this code, closed or open; a code of another organisation finds nothing. */
    @Transactional(readOnly = true)
    public Optional<Interest> find(OrganisationId organisation, String code) {
        return of(organisation).stream()
                .filter(interest -> interest.code().equals(code))
                .findFirst();
    }

    /** Each interest, the open ones first, with the number of contacts whose yes to it stands. */
    @Transactional(readOnly = true)
    public List<Group> groups(OrganisationId organisation) {
        return jdbc.sql("""
                        select i.*, count(distinct m.contact) filter (where m.channel = 'EMAIL') as by_email,
                            count(distinct m.contact) filter (where m.channel = 'SMS') as by_sms
                        from interest i left join marketing_consent m on m.organisation = i.organisation
                            and m.interest = i.code and m.stands and m.state = 'GIVEN'
                        where i.organisation = ?
                        group by i.organisation, i.code
                        order by i.closed_at is not null, i.name""")
                .param(organisation.value())
                .query((row, number) -> new Group(read(row), row.getLong("by_email"), row.getLong("by_sms")))
                .list();
    }

    /**
     * @return its code
     * @throws ConsentRefused when it cannot stand so, or there is one of this name
     */
    public String add(OrganisationId organisation, String name, String purpose, String by) {
        var itsName = text(name, 2, LONGEST_NAME, "Give the interest a short name.");
        var words = text(purpose, SHORTEST_PURPOSE, LONGEST_PURPOSE, "Say in a sentence what is sent.");
        var code = code(itsName);
        if (find(organisation, code).isPresent()) {
            throw new ConsentRefused("There is an interest of this name.");
        }
        try {
            jdbc.sql("insert into interest (organisation, code, name, purpose) values (?, ?, ?, ?)")
                    .params(organisation.value(), code, itsName, words)
                    .update();
        } catch (DuplicateKeyException alike) {
            throw new ConsentRefused("There is an interest of this name.");
        }
        record("INTEREST_ADDED", organisation, code, by);
        return code;
    }

    /** From now on nobody joins it and nothing is sent to it; who said yes or no to it stays to be read. */
    public void close(OrganisationId organisation, String code, String by) {
        var closed = jdbc.sql(
                        "update interest set closed_at = ? where organisation = ? and code = ? and closed_at is null")
                .params(Timestamp.from(clock.instant()), organisation.value(), code)
                .update();
        if (closed == 1) {
            record("INTEREST_CLOSED", organisation, code, by);
        }
    }

    /** It was closed by mistake, or is taken up again; who said yes to it then has not said no since. */
    public void reopen(OrganisationId organisation, String code, String by) {
        var reopened = jdbc.sql(
                        "update interest set closed_at = null where organisation = ? and code = ? and closed_at is not null")
                .params(organisation.value(), code)
                .update();
        if (reopened == 1) {
            record("INTEREST_REOPENED", organisation, code, by);
        }
    }

    private void record(String kind, OrganisationId organisation, String code, String by) {
        activity.record(Fact.of(Reference.random(), kind)
                .by(by)
                .ofOrganisation(organisation)
                .with("interest", code));
    }

    private static String text(String typed, int shortest, int longest, String otherwise) {
        var text = typed.replaceAll("\\s+", " ").strip();
        if (text.length() < shortest
                || text.length() > longest
                || ODD.matcher(text).find()) {
            throw new ConsentRefused(otherwise);
        }
        return text;
    }

    /** Letters and hyphens only: it stands in facts, where a number could be somebody's. */
    private static String code(String name) {
        var letters = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z]+", "-")
                .replaceAll("^-|-$", "");
        if (letters.length() < 2) {
            throw new ConsentRefused("Give the interest a name with letters in it.");
        }
        return letters.substring(0, Math.min(letters.length(), LONGEST_CODE)).replaceAll("-$", "");
    }

    private static Interest read(ResultSet row) throws SQLException {
        var closed = row.getTimestamp("closed_at");
        return new Interest(
                row.getString("code"),
                row.getString("name"),
                row.getString("purpose"),
                closed == null ? null : closed.toInstant());
    }
}
