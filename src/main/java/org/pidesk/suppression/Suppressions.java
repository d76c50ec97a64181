package org.pidesk.suppression;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The two black lists: what stands on one is told nothing but answers to the person's own request.
 *
 * <p>Nothing links an entry of one list to the other list, to a person or to a moment. What the caller's transaction
 * writes is opaque: a sealed row of the intake, whose tag joins to nothing. Only in company does an entry move to its
 * list, each list in a transaction of its own that rewrites it whole. So this class logs nothing and tells the activity
 * log nothing.
 *
 * <p>What cannot be avoided: who holds the root secret and knows an address can ask whether it is listed.
 */
@Service
public class Suppressions {
    private final Blinding blinding;
    private final Intake intake;
    private final Lists lists;
    private final List<StopsUnderWay> underWay;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;

    Suppressions(
            Blinding blinding,
            Intake intake,
            Lists lists,
            List<StopsUnderWay> underWay,
            TransactionOperations transaction,
            ApplicationEventPublisher events) {
        this.blinding = blinding;
        this.intake = intake;
        this.lists = lists;
        this.underWay = underWay;
        this.transaction = transaction;
        this.events = events;
    }

    /**
     * Puts an address on the organisation's black list of its kind. Idempotent; in force when the caller commits.
     *
     * @return whether this was news: of several who do so at once, to one of them
     */
    @Transactional
    public boolean cover(OrganisationId organisation, Address address) {
        var wasCovered = covers(organisation, address);
        var entry = blinding.entry(organisation, address);
        var isAdded = intake.add(entry);
        if (isAdded) {
            events.publishEvent(new BlackListChanged(entry.bytes()));
        }
        return isAdded && !wasCovered;
    }

    /**
     * Takes an address off its list again, in the caller's transaction: to be done only where its holder, and surely nobody
     * else, has asked for what the list stops. The other entries stay as they are, so nothing is learnt of them.
     */
    @Transactional
    public void lift(OrganisationId organisation, Address address) {
        if (!covers(organisation, address)) {
            return;
        }
        var entries = blinding.entries(organisation, address);
        // as a rewriting does: an entry on its way from the intake to the list would be missed
        lists.lock(entries.get(0).list());
        lists.remove(entries);
        intake.remove(entries);
        entries.forEach(entry -> events.publishEvent(new BlackListChanged(entry.bytes())));
    }

    /** Every entry there is, in no order: for whoever keeps a copy that is to outlive this database. */
    @Transactional(readOnly = true)
    public List<byte[]> entries() {
        var all = new ArrayList<byte[]>();
        for (var list : BlackList.values()) {
            lists.all(list).forEach(entry -> all.add(entry.bytes()));
            intake.waitingFor(list).forEach(entry -> all.add(entry.bytes()));
        }
        Collections.shuffle(all, new SecureRandom());
        return all;
    }

    /** @param entry as {@link BlackListChanged} has it */
    @Transactional(readOnly = true)
    public boolean hasEntry(byte[] entry) {
        return lists.hold(Entry.from(entry));
    }

    /** Puts entries back that a restored database has forgotten. @return how many it had */
    @Transactional
    public int listAgain(Collection<byte[]> entries) {
        var forgotten = entries.stream().filter(entry -> !hasEntry(entry)).toList();
        forgotten.forEach(entry -> intake.add(Entry.from(entry)));
        return forgotten.size();
    }

    /**
     * A question that a statement can ask along with others.
     *
     * @param sql a condition, true when the address is on the list
     * @param parameters its named parameters
     */
    public record Condition(String sql, Map<String, Object> parameters) {}

    /** The same question as {@link #covers}, to be asked in a larger statement. */
    public Condition condition(OrganisationId organisation, Address address) {
        return lists.condition(blinding.entries(organisation, address));
    }

    public boolean covers(OrganisationId organisation, Address address) {
        return blinding.entries(organisation, address).stream().anyMatch(lists::hold);
    }

    /** Which of many addresses nothing may be marketed to: those that are listed, and those that will be. */
    public Set<Address> stoppedAmong(OrganisationId organisation, Collection<? extends Address> addresses) {
        var stopped = coveredAmong(organisation, addresses);
        underWay.forEach(stops -> stopped.addAll(stops.among(organisation, addresses)));
        return stopped;
    }

    /** Which of many addresses are listed: one statement for each list, however many they are. */
    public Set<Address> coveredAmong(OrganisationId organisation, Collection<? extends Address> addresses) {
        var covered = new HashSet<Address>();
        for (var list : BlackList.values()) {
            var ofList = addresses.stream()
                    .filter(address -> BlackList.of(address) == list)
                    .toList();
            if (!ofList.isEmpty()) {
                covered.addAll(coveredAmong(list, organisation, ofList));
            }
        }
        return covered;
    }

    private Set<Address> coveredAmong(BlackList list, OrganisationId organisation, List<? extends Address> addresses) {
        var whose = new HashMap<Entry, Address>();
        for (var address : addresses) {
            blinding.entries(organisation, address).forEach(entry -> whose.put(entry, address));
        }
        return lists.heldAmong(list, whose.keySet()).stream().map(whose::get).collect(Collectors.toSet());
    }

    /** Moves what waits in the intake onto the lists, and rewrites each list that it touches in random order. */
    @Transactional(propagation = Propagation.NEVER)
    public void shuffle() {
        for (var list : BlackList.values()) {
            transaction.executeWithoutResult(status -> rewrite(list));
        }
    }

    private void rewrite(BlackList list) {
        lists.lock(list);
        var newcomers = intake.waitingFor(list);
        if (newcomers.isEmpty()) {
            return;
        }
        lists.rewrite(list, newcomers);
        intake.remove(newcomers);
    }
}
