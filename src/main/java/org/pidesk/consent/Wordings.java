package org.pidesk.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.consent.Wording.Kind;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The words that people agree to: ready ones, and an organisation's own. One writes them, another approves them, and from
 * then on they are the current ones; nobody ever changes a version.
 */
@Service
@Transactional
public class Wordings {
    private static final int SHORTEST = 40;
    private static final int LONGEST = 2000;
    private static final Pattern ODD = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}<>&&[^\\n]]");

    /** What makes a question an offer: an amount, a percentage, a link, a plea. */
    private static final Pattern OFFER = Pattern.compile(
            "\\bR ?[0-9]|[0-9] ?%|www\\.|https?:|\\b(discount|sale|special offer|only today|win|free gift|donate|prize)\\b",
            Pattern.CASE_INSENSITIVE);

    private final JdbcClient jdbc;
    private final ActivityLog activity;
    private final Clock clock;

    Wordings(JdbcClient jdbc, ActivityLog activity, Clock clock) {
        this.jdbc = jdbc;
        this.activity = activity;
        this.clock = clock;
    }

    /** What is agreed to now: the newest approved version, or the ready text. */
    @Transactional(readOnly = true)
    public Wording current(OrganisationId organisation, Kind kind) {
        return all(organisation, kind).stream()
                .filter(Wording::isApproved)
                .findFirst()
                .orElseThrow();
    }

    /** The newest first, and the ready text last. */
    @Transactional(readOnly = true)
    public List<Wording> all(OrganisationId organisation, Kind kind) {
        var own = jdbc.sql("select * from wording where organisation = ? and kind = ? order by version desc")
                .params(organisation.value(), kind.name())
                .query((row, number) -> read(row))
                .list();
        return Stream.concat(own.stream(), Stream.of(ready(kind))).toList();
    }

    /** The words that evidence names. @param label {@link Wording#label()} */
    @Transactional(readOnly = true)
    public Optional<Wording> labelled(OrganisationId organisation, String label) {
        for (var kind : Kind.values()) {
            var found = all(organisation, kind).stream()
                    .filter(wording -> wording.label().equals(label))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Writes a new version, which counts once somebody else has approved it.
     *
     * @throws ConsentRefused when it is no text, or offers something where only a question may be asked
     */
    public Wording propose(OrganisationId organisation, Kind kind, String typed, String by) {
        var text = typed.replace("\r\n", "\n").strip();
        if (text.length() < SHORTEST
                || text.length() > LONGEST
                || ODD.matcher(text).find()) {
            throw new ConsentRefused("Write the words out: between 40 and 2,000 characters, without markup.");
        }
        if (!text.contains("{organisation}")) {
            throw new ConsentRefused("Say who asks: write {organisation} where the name shall stand.");
        }
        if (kind == Kind.OPT_IN_QUESTION && OFFER.matcher(text).find()) {
            throw new ConsentRefused(
                    "The question may offer nothing: no price, no percentage, no link, no gift, no plea.");
        }
        var version = jdbc.sql("""
                        insert into wording (organisation, kind, version, text, hash, written_by, written_at)
                        select :organisation, :kind, coalesce(max(version), 0) + 1, :text, :hash, :by, :at::timestamptz
                        from wording where organisation = :organisation and kind = :kind returning version""")
                .param("organisation", organisation.value())
                .param("kind", kind.name())
                .param("text", text)
                .param("hash", hash(text))
                .param("by", by)
                .param("at", Timestamp.from(clock.instant()))
                .query(Integer.class)
                .single();
        record("WORDING_PROPOSED", organisation, kind, version, by);
        return find(organisation, kind, version);
    }

    /** @throws ConsentRefused when the same person wrote it, or it is approved already */
    public void approve(OrganisationId organisation, Kind kind, int version, String by) {
        var approved = jdbc.sql(
                        "update wording set approved_by = ?, approved_at = ? where organisation = ? and kind = ?"
                                + " and version = ? and approved_by is null and written_by <> ?")
                .params(by, Timestamp.from(clock.instant()), organisation.value(), kind.name(), version, by)
                .update();
        if (approved == 0) {
            throw new ConsentRefused("Somebody else than the writer approves a text, and only once.");
        }
        record("WORDING_APPROVED", organisation, kind, version, by);
    }

    private Wording find(OrganisationId organisation, Kind kind, int version) {
        return all(organisation, kind).stream()
                .filter(wording -> wording.version() == version)
                .findFirst()
                .orElseThrow();
    }

    private void record(String what, OrganisationId organisation, Kind kind, int version, String by) {
        activity.record(Fact.of(Reference.random(), what)
                .by(by)
                .ofOrganisation(organisation)
                .with("wording", kind)
                .with("version", version));
    }

    private static Wording ready(Kind kind) {
        var text = ReadyWordings.text(kind);
        return new Wording(kind, 0, text, hash(text), null, null, null, null);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Wording read(ResultSet row) throws SQLException {
        return new Wording(
                Kind.valueOf(row.getString("kind")),
                row.getInt("version"),
                row.getString("text"),
                row.getBytes("hash"),
                row.getString("written_by"),
                row.getTimestamp("written_at").toInstant(),
                row.getString("approved_by"),
                instant(row, "approved_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
