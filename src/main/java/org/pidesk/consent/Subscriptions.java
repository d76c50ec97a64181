package org.pidesk.consent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets people subscribe. Whoever types in an address may not be its holder, so one mail a day goes there, whichever organisation
 * it is from, and only the button behind its link is a yes.
 */
@Service
@Transactional
public class Subscriptions {
    /** How long the holder has. */
    public static final Duration VALID = Duration.ofDays(7);

    private static final Duration BETWEEN_MAILS = Duration.ofDays(1);
    private static final String SOURCE = "Subscribed on the web site";
    private static final String PLACE = "subscription/";

    private final JdbcClient jdbc;
    private final Interests interests;
    private final Consents consents;
    private final AddressDecisions addresses;
    private final Secrets secrets;
    private final SealingKey key;
    private final Clock clock;

    Subscriptions(
            JdbcClient jdbc,
            Interests interests,
            Consents consents,
            AddressDecisions addresses,
            Secrets secrets,
            Clock clock) {
        this.jdbc = jdbc;
        this.interests = interests;
        this.consents = consents;
        this.addresses = addresses;
        this.secrets = secrets;
        this.key = secrets.sealingKey("consent", "subscription");
        this.clock = clock;
    }

    /**
     * Takes in what was typed. Nothing is looked up: who is known and who is not are treated alike. What was mailed stands:
     * a link asks for what its own mail says, whatever somebody chooses after it.
     *
     * @param chosen codes of open interests; empty for all marketing
     * @param wording what was read, as {@link Wording#label()}
     * @param begunByHolder whether it was begun behind a link that only the holder got, or after a proof: nobody else can
     *     use up the one message a day of this kind, which each organisation has
     * @return what goes into the mail to the address; empty when one went there in the last 24 hours
     * @throws ConsentRefused when there is no such interest
     */
    public Optional<Token> ask(
            OrganisationId organisation, Address address, List<String> chosen, String wording, boolean begunByHolder) {
        var open = interests.open(organisation).stream().map(Interest::code).toList();
        if (!open.containsAll(chosen)) {
            throw new ConsentRefused("Choose again: what can be chosen has changed.");
        }
        var whose = begunByHolder
                ? secrets.fingerprint(address.box(), "consent", "return", organisation.value())
                : secrets.fingerprint(address.box(), "consent", "subscription");
        addresses.lock(ByteBuffer.wrap(whose).getLong());
        if (wasMailed(whose)) {
            return Optional.empty();
        }
        var token = Token.random();
        var now = clock.instant();
        jdbc.sql("insert into subscription (id, organisation, address, sealed, asked_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        token.hash(),
                        organisation.value(),
                        whose,
                        seal(organisation, address, chosen.stream().distinct().toList(), wording),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(VALID)))
                .update();
        return Optional.of(token);
    }

    /** What a mailed link is about, while it is good. Changes nothing. */
    @Transactional(readOnly = true)
    public Optional<Subscription> find(OrganisationId organisation, Token token) {
        return jdbc.sql("select sealed, confirmed_at is not null as confirmed from subscription"
                        + " where id = ? and organisation = ? and expires_at > ?")
                .params(token.hash(), organisation.value(), Timestamp.from(clock.instant()))
                .query((row, number) -> open(organisation, row.getBytes("sealed"), row.getBoolean("confirmed")))
                .optional();
    }

    /**
     * The holder of the address says yes: to what was chosen, on each record that carries the address, or on a new one. A
     * black list that stopped marketing there stops it no more: this yes is newer, and surely the holder's own.
     *
     * @return empty when the link is over, or was used already
     * @throws ConsentRefused when the records of the address are only stored
     */
    public Optional<Subscription> confirm(OrganisationId organisation, Token token) {
        var confirmed = jdbc.sql(
                        "update subscription set confirmed_at = ?"
                                + " where id = ? and organisation = ? and expires_at > ? and confirmed_at is null returning sealed")
                .params(now(), token.hash(), organisation.value(), now())
                .query((row, number) -> open(organisation, row.getBytes("sealed"), true))
                .optional();
        confirmed.ifPresent(subscription -> giveAll(organisation, subscription));
        return confirmed;
    }

    private void giveAll(OrganisationId organisation, Subscription said) {
        var evidence = Evidence.of(Evidence.Kind.DOUBLE_OPT_IN).worded(said.wording());
        consents.giveAt(organisation, said.address(), said.interests(), evidence, SOURCE);
    }

    private boolean wasMailed(byte[] whose) {
        return jdbc.sql("select exists (select from subscription where address = ? and asked_at > ?)")
                .params(whose, Timestamp.from(clock.instant().minus(BETWEEN_MAILS)))
                .query(Boolean.class)
                .single();
    }

    private byte[] seal(OrganisationId organisation, Address address, List<String> chosen, String wording) {
        var parts = new ArrayList<>(List.of(address.value(), wording));
        parts.addAll(chosen);
        return key.seal(String.join("\n", parts).getBytes(StandardCharsets.UTF_8), PLACE + organisation);
    }

    private Subscription open(OrganisationId organisation, byte[] sealed, boolean isConfirmed) {
        var text = new String(key.open(sealed, PLACE + organisation), StandardCharsets.UTF_8);
        var parts = Arrays.asList(text.split("\n"));
        return new Subscription(
                Address.parse(parts.get(0)), List.copyOf(parts.subList(2, parts.size())), parts.get(1), isConfirmed);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /** What nobody confirmed was no consent, and what was confirmed stands on its record. */
    @Scheduled(fixedDelayString = "PT1H")
    public void forgetWhatIsOver() {
        jdbc.sql("delete from subscription where expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
