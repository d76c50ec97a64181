package org.pidesk.identity;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Token;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Proves that a person controls an address: a code goes there, and comes back through the same browser. */
@Service
public class IdentityChecks {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration VALID = Duration.ofMinutes(10);
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final Challenges challenges;
    private final Proofs proofs;
    private final Mailbox mailbox;
    private final Limits limits;
    private final Notices notices;
    private final Clock clock;
    private final TransactionTemplate alone;

    IdentityChecks(
            Challenges challenges,
            Proofs proofs,
            Mailbox mailbox,
            Limits limits,
            Notices notices,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.challenges = challenges;
        this.proofs = proofs;
        this.mailbox = mailbox;
        this.limits = limits;
        this.notices = notices;
        this.clock = clock;
        // a try counts even where the caller's transaction comes to nothing
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Sends a code, within the limits per address and per network. The same rows are written whether anything is held
     * at the address or not: nobody looks.
     *
     * @param network where the person asks from
     * @return what the browser keeps to answer with
     * @throws TooManyRequests when this network has asked too often
     */
    public Token ask(OrganisationId organisation, Address address, String network) {
        return ask(organisation, address, network, null, Token.random());
    }

    /**
     * Sends a code; the same one again, while it is valid, to the browser that was asked for this address before, so
     * that whichever of its messages arrives first will do.
     *
     * @param before what the browser keeps from the last time; null for nothing
     * @param first what the question goes by if it is the browser's first; a form that is sent twice names the same
     */
    public Token ask(OrganisationId organisation, Address address, String network, Token before, Token first) {
        return ask(organisation, address, network, before, first, false);
    }

    /**
     * Sends a code to an address that a link names: {@link #isByLink} says so from then on, for whoever has the link may
     * not know the address. What is typed is another question, or addresses could be tried until one is the same.
     *
     * @param before what the browser keeps from the last time; null for nothing
     */
    public Token askByLink(OrganisationId organisation, Address address, String network, Token before) {
        return ask(organisation, address, network, before, Token.random(), true);
    }

    private Token ask(
            OrganisationId organisation, Address address, String network, Token before, Token first, boolean byLink) {
        limits.takeCode(network);
        var asked = ask(organisation, address, network, before, first, UnaryOperator.identity(), byLink);
        if (!asked.sent()) {
            limits.giveCodeBack();
        }
        return asked.token();
    }

    private Asked ask(
            OrganisationId organisation,
            Address address,
            String network,
            Token before,
            Token first,
            UnaryOperator<Token> bound,
            boolean byLink) {
        return alone.execute(transaction -> sendCode(organisation, address, network, before, first, bound, byLink));
    }

    private Asked sendCode(
            OrganisationId organisation,
            Address address,
            String network,
            Token before,
            Token first,
            UnaryOperator<Token> bound,
            boolean byLink) {
        var sendable = mailbox.takes(address, network);
        var token = Stream.of(before, first)
                .filter(Objects::nonNull)
                .filter(known ->
                        open(bound.apply(known), organisation, address, byLink).isPresent())
                .findFirst()
                .orElseGet(() -> challenges.find(bound.apply(first)).isEmpty() ? first : Token.random());
        var challenge = open(bound.apply(token), organisation, address, byLink)
                .map(open -> open.isSilent() && sendable ? giveCode(open) : open)
                .orElseGet(() -> begin(bound.apply(token), organisation, address, sendable, byLink));
        if (sendable) {
            send(challenge);
        }
        return new Asked(token, sendable);
    }

    private Optional<Challenge> open(Token token, OrganisationId organisation, Address address, boolean byLink) {
        return challenges.open(token).filter(open -> open.isFor(organisation, address) && open.byLink() == byLink);
    }

    /** The address that this browser last asked a code for; empty once that is forgotten. */
    public Optional<Address> askedFor(OrganisationId organisation, Token challenge) {
        return challenges
                .find(challenge)
                .filter(asked -> asked.organisation().equals(organisation))
                .map(Challenge::address);
    }

    /** Whether a link named the address, so that it is shown by its mask until the code is there. */
    public boolean isByLink(Token challenge) {
        return challenges.find(challenge).filter(Challenge::byLink).isPresent();
    }

    /**
     * Answers with the code.
     *
     * @return what the browser keeps as proof
     * @throws WrongCode when it is not the code, is too old, was used, or was tried too often
     * @throws TooManyRequests when this network has tried too often
     */
    public Token answer(Token challenge, String code, String network) {
        check(challenge, code, network);
        return alone.execute(transaction -> {
            var proven = use(challenge);
            return proofs.add(proven.organisation(), proven.address());
        });
    }

    /** Counts the try, then compares. */
    private void check(Token challenge, String code, String network) {
        if (!CODE.matcher(code).matches()) {
            throw WrongCode.tryAgain("Enter the six digits of the code.");
        }
        limits.takeGuess(network);
        var taken = alone.execute(transaction -> challenges.takeTry(challenge))
                .orElseThrow(() -> WrongCode.closed(challenges.whyClosed(challenge)));
        if (!MessageDigest.isEqual(taken.code(), challenges.fingerprint(challenge, code))) {
            throw taken.left() > 0 ? WrongCode.tryAgain(wrong(taken.left())) : WrongCode.closed(wrong(0));
        }
    }

    /**
     * Sends a code to a further address of somebody who has proven one already, within the same limits, but out of an
     * hour's number of its own. Who answers it with {@link #answerFurther} has proven both.
     *
     * @param proof what the browser keeps as proof
     * @param why what it is asked for; worth nothing for anything else, so that nobody who types an address learns by
     *     the question whether it is the one that is held
     * @return what the browser keeps to answer with; worth nothing without this proof
     * @throws TooManyRequests when this network has asked too often
     * @throws WrongCode when the proof holds no more
     */
    public Token askFurther(Token proof, ProvenFor why, Address address, String network) {
        return askFurther(proof, why, address, network, null);
    }

    /**
     * Sends a code to a further address; the same one again, while it is valid, to the browser that was asked before.
     *
     * @param before what the browser keeps from the last time; null for nothing
     */
    public Token askFurther(Token proof, ProvenFor why, Address address, String network, Token before) {
        var organisation = holding(proof).organisation();
        limits.takeFurtherCode(network);
        var asked =
                ask(organisation, address, network, before, Token.random(), token -> bound(proof, why, token), false);
        if (!asked.sent()) {
            limits.giveFurtherCodeBack();
        }
        return asked.token();
    }

    /** The further address that this browser last asked a code for; empty once that is forgotten. */
    public Optional<Address> askedForFurther(Token proof, ProvenFor why, Token challenge) {
        return challenges.find(bound(proof, why, challenge)).map(Challenge::address);
    }

    /**
     * Answers with the code that went to a further address: the same proof now says that address too, for what is left
     * of its half hour.
     *
     * @throws WrongCode when it is not the code, is too old, was used, or was tried too often, or the proof holds no
     *     more
     * @throws TooManyRequests when this network has tried too often
     */
    public void answerFurther(Token proof, ProvenFor why, Token challenge, String code, String network) {
        holding(proof);
        var bound = bound(proof, why, challenge);
        check(bound, code, network);
        alone.executeWithoutResult(transaction -> {
            if (!proofs.addFurther(proof, use(bound).address())) {
                throw proofIsOver();
            }
        });
    }

    private static Token bound(Token proof, ProvenFor why, Token challenge) {
        return proof.with(challenge).within(why.name());
    }

    private Proof holding(Token proof) {
        return proof(proof).orElseThrow(IdentityChecks::proofIsOver);
    }

    private static WrongCode proofIsOver() {
        return WrongCode.closed("Your half hour is over. Prove your first address again.");
    }

    /** The address that a browser has proven, while the proof holds (half an hour). */
    public Optional<Proof> proof(Token proof) {
        return proofs.find(proof);
    }

    /**
     * Counts that what is held is mailed to the address proven, in the caller's transaction: once with a proof, and three
     * times a day to an address.
     *
     * @return false when that would be too often
     */
    public boolean takeMailing(Token proof) {
        return proof(proof)
                .filter(held -> proofs.takeMailing(proof))
                .filter(held -> mailbox.takesInformation(held.address()))
                .isPresent();
    }

    /**
     * Counts a message that somebody who has proven nothing has us send; as many as codes, and out of the same hour's
     * number. Outside of every transaction.
     *
     * @throws TooManyRequests when this network, or everybody together, has asked too often
     */
    public void takeMessage(String network) {
        limits.takeMessage(network);
    }

    /** A message that was counted, and then not sent, costs the installation nothing. */
    public void giveMessageBack() {
        limits.giveCodeBack();
    }

    /**
     * Counts a complaint by the link in a mail. Outside of every transaction.
     *
     * @throws TooManyRequests when too much is complained of from this network, or today by this link
     */
    public void takeComplaint(String link, String network) {
        limits.takeComplaint(link, network);
    }

    /**
     * Takes one of the few documents that are printed for one proof.
     *
     * @throws TooManyRequests when there were enough of them
     */
    public void takePrint(Token proof) {
        limits.takePrint(proof);
    }

    /** Ends a proof: the browser is a stranger again. */
    public void forget(Token proof) {
        proofs.remove(proof);
    }

    /** Where the limit of an address is reached, all looks the same, but no code in the world answers. */
    private Challenge begin(
            Token token, OrganisationId organisation, Address address, boolean sendable, boolean byLink) {
        var code = sendable ? randomCode() : Challenge.SILENT;
        var challenge = new Challenge(
                token, organisation, address, code, clock.instant().plus(VALID), byLink);
        challenges.add(challenge);
        return challenge;
    }

    /**
     * A message may go there again. The browser keeps its question, with its tries and its end: another one would say
     * that other messages went to this address.
     */
    private Challenge giveCode(Challenge silent) {
        var challenge = silent.with(randomCode());
        challenges.giveCode(challenge);
        return challenge;
    }

    private static String randomCode() {
        return "%06d".formatted(RANDOM.nextInt(1_000_000));
    }

    private void send(Challenge challenge) {
        notices.send(Notice.of(Kind.CODE, challenge.organisation(), challenge.address())
                .with("code", challenge.code())
                .with("minutes", minutesLeft(challenge))
                .expiring(challenge.expiresAt()));
    }

    /** A message that is sent again has fewer left. */
    private long minutesLeft(Challenge challenge) {
        var seconds = Duration.between(clock.instant(), challenge.expiresAt()).toSeconds();
        return seconds / 60 + 1;
    }

    private Challenge use(Token token) {
        return challenges
                .find(token)
                .filter(found -> challenges.use(token))
                .orElseThrow(() -> WrongCode.closed(challenges.whyClosed(token)));
    }

    private static String wrong(int left) {
        return switch (left) {
            case 0 -> "That is not the code, and it cannot be tried again. Ask for a new one.";
            case 1 -> "That is not the code. Check the six digits: you can try once more.";
            default -> "That is not the code. Check the six digits: you can try %d more times.".formatted(left);
        };
    }

    private record Asked(Token token, boolean sent) {}
}
