package org.pidesk.campaign;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.campaign.Recipients.Answering;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Token;
import org.pidesk.suppression.Suppressions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people answer to the one question. Whoever holds the link reads the mailbox or the phone that was asked, and so
 * answers for it. A no stands; a yes can be taken back here as long as the campaign runs, and ever after in each message.
 */
@Service
@Transactional
public class Answers {
    private final CampaignStore campaigns;
    private final Recipients recipients;
    private final Post post;
    private final Contacts contacts;
    private final Consents consents;
    private final Suppressions suppressions;
    private final ActivityLog activity;

    Answers(
            CampaignStore campaigns,
            Recipients recipients,
            Post post,
            Contacts contacts,
            Consents consents,
            Suppressions suppressions,
            ActivityLog activity) {
        this.campaigns = campaigns;
        this.recipients = recipients;
        this.post = post;
        this.contacts = contacts;
        this.consents = consents;
        this.suppressions = suppressions;
        this.activity = activity;
    }

    /** How it stands with somebody's answer. */
    public enum State {
        OPEN,
        YES,
        NO,
        /** All marketing was stopped at this address meanwhile; a button behind an old link does not lift that. */
        STOPPED
    }

    /**
     * The question as its page shows it.
     *
     * @param question line by line
     * @param at the masked address that was asked
     */
    public record Asked(State state, List<String> question, Channel channel, String at) {}

    /** Empty when the link is none of ours, another organisation's, or over. Changes nothing. */
    @Transactional(readOnly = true)
    public Optional<Asked> find(OrganisationId organisation, Token link) {
        return recipients.byLink(link).flatMap(row -> {
            var campaign = campaigns.get(row.campaign());
            return addressOf(row, campaign)
                    .filter(address -> campaign.organisation().equals(organisation))
                    .map(address -> new Asked(
                            state(row, organisation, address),
                            post.question(campaign),
                            campaign.channel(),
                            address.masked()));
        });
    }

    private State state(Answering row, OrganisationId organisation, Address address) {
        if (row.status() == Status.NO) {
            return State.NO;
        }
        if (suppressions.covers(organisation, address) || isOnlyStored(organisation, address)) {
            return State.STOPPED;
        }
        return row.status() == Status.YES ? State.YES : State.OPEN;
    }

    /** While a case decides about somebody's record, nothing is done with it but for them (section 14(7)). */
    private boolean isOnlyStored(OrganisationId organisation, Address address) {
        return contacts.heldAt(organisation, address).stream()
                .anyMatch(held -> held.state() == Contact.State.RESTRICTED);
    }

    /** Notes a yes with what shows it. @return whether it counts: not after a no, and not where all was stopped */
    public boolean yes(OrganisationId organisation, Token link) {
        var row = recipients.lockByLink(link).orElse(null);
        if (row == null || isNot(organisation, row)) {
            return false;
        }
        var campaign = campaigns.get(row.campaign());
        var address = addressOf(row, campaign).orElse(null);
        if (address == null || state(row, organisation, address) != State.OPEN) {
            return row.status() == Status.YES;
        }
        var held = records(row, campaign, address);
        held.forEach(contact ->
                consents.give(contact, campaign.channel(), campaign.interest(), Ground.CONSENT, evidence(campaign)));
        var asked =
                held.stream().filter(id -> id.equals(row.contact())).findFirst().orElse(held.get(0));
        recipients.answer(row.campaign(), row.line(), Status.YES, asked);
        return true;
    }

    /** Notes a no. What was agreed by this link before ends with it. @return whether the link is good */
    public boolean no(OrganisationId organisation, Token link) {
        var row = recipients.lockByLink(link).orElse(null);
        if (row == null || isNot(organisation, row)) {
            return false;
        }
        if (row.status() == Status.NO) {
            return true;
        }
        var campaign = campaigns.get(row.campaign());
        addressOf(row, campaign)
                .ifPresent(address -> contacts.idsHeldAt(organisation, address)
                        .forEach(contact -> consents.withdraw(
                                contact, campaign.channel(), campaign.interest(), evidence(campaign))));
        recipients.answer(row.campaign(), row.line(), Status.NO, row.contact());
        activity.record(Fact.of(row.campaign(), "CONSENT_DECLINED").by(Fact.PERSON));
        return true;
    }

    private boolean isNot(OrganisationId organisation, Answering row) {
        return !campaigns.get(row.campaign()).organisation().equals(organisation);
    }

    private static Optional<Address> addressOf(Answering row, Campaign campaign) {
        return Optional.ofNullable(row.person()).flatMap(person -> person.at(campaign.channel()));
    }

    /** With what was asked about, as it was filled in. */
    private Evidence evidence(Campaign campaign) {
        return Evidence.of(Evidence.Kind.OPT_IN_ANSWER)
                .noted("asked about " + post.about(campaign))
                .worded(campaign.wording())
                .under(campaign.reference());
    }

    /** All that are at this address now, since whoever reads it answers; or a new one of whom the list named. */
    private List<UUID> records(Answering row, Campaign campaign, Address address) {
        var held = contacts.idsHeldAt(campaign.organisation(), address);
        return held.isEmpty()
                ? List.of(contacts.add(newRecord(row, campaign, address)).id())
                : held;
    }

    private static Contact newRecord(Answering row, Campaign campaign, Address address) {
        var person = row.person();
        var record = new Contact(
                        campaign.organisation(),
                        person.firstName(),
                        person.lastName(),
                        "Agreed when asked once: " + row.source().words())
                .neverAskedForConsent();
        return address instanceof EmailAddress email
                ? record.reachedAt(email)
                : record.reachedAt((MobileNumber) address);
    }
}
