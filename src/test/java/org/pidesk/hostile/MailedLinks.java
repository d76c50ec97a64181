package org.pidesk.hostile;

import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pidesk.campaign.CampaignStage;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Channel;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.signin.Scene;
import org.pidesk.staff.ForgottenPasswords;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMembers;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has a mail of every kind written that carries a link, by what people and staff do, and reads the links out of them. */
@Component
class MailedLinks {
    private static final Pattern LINK = Pattern.compile("https?://localhost(?::\\d+)?(/[^\\s\"'<>]*)");

    private final Stage stage;
    private final CampaignStage campaigns;
    private final StaffMembers staff;
    private final StaffAccounts accounts;
    private final ForgottenPasswords forgotten;
    private final Scene scene;
    private final Consents consents;
    private final Contacts contacts;
    private final ApplicationContext application;
    private final JdbcClient database;

    MailedLinks(
            Stage stage,
            CampaignStage campaigns,
            StaffMembers staff,
            StaffAccounts accounts,
            ForgottenPasswords forgotten,
            Scene scene,
            Consents consents,
            Contacts contacts,
            ApplicationContext application,
            JdbcClient database) {
        this.stage = stage;
        this.campaigns = campaigns;
        this.staff = staff;
        this.accounts = accounts;
        this.forgotten = forgotten;
        this.scene = scene;
        this.consents = consents;
        this.contacts = contacts;
        this.application = application;
        this.database = database;
    }

    /** @return the paths, one of each shape in each kind of mail */
    List<String> write(int port) {
        var received = Received.by(application);
        var before = received.latest();
        campaigns.open();
        staff.register(Hires.member("naledi", "Naledi Khumalo", Role.DEALERSHIP_STAFF, ABC_MOTORS), Town.PASSWORD);
        staff.register(Hires.member("johan", "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), Town.PASSWORD);
        staff.register(Hires.ADMIN, Town.PASSWORD);
        persons();
        marketing(port);
        accounts();
        stage.work();
        var links = new TreeMap<String, String>();
        for (var mail : received.everythingSince(before)) {
            for (var link : LINK.matcher(mail).results().toList()) {
                var path = link.group(1).replace("&amp;", "&").replaceAll("[.,;)]+$", "");
                links.putIfAbsent(shape(path), path);
            }
        }
        return List.copyOf(links.values());
    }

    /** Without what is another in each mail. */
    static String shape(String path) {
        return path.replaceAll("#.*", "").replaceAll("/PI-[0-9A-Z-]+", "/*").replaceAll("/[A-Za-z0-9_-]{20,}", "/*");
    }

    List<String> kinds() {
        return database.sql(
                        "select distinct kind from notice union select 'OPT_IN_QUESTION' from campaign where kind = 'OPT_IN'"
                                + " union select 'BULK_MAIL' from campaign where kind = 'BULK'")
                .query(String.class)
                .list();
    }

    private void persons() {
        var removed = stage.withdraw(FRED);
        stage.work();
        stage.decideThatNothingHolds(removed);
        stage.work();
        stage.lookUp(MALLORY);
        stage.alter(THANDI, Map.of(Field.SURNAME, "Botha"));
        stage.withdraw(PIETER);
        stage.work();
    }

    private void marketing(int port) {
        campaigns.ask(CampaignStage.THREE_STRANGERS);
        consents.give(
                contacts.idsHeldAt(ABC_MOTORS, AISHA).get(0),
                Channel.EMAIL,
                campaigns.workshop(),
                Ground.CONSENT,
                Evidence.of(Evidence.Kind.WEB_FORM).worded("marketing/1"));
        campaigns.mailToMany(campaigns.workshop());
        var caller = new Caller(port);
        var page = "/abc-motors/pi/subscribe";
        var offered = new Plain();
        offered.learn(caller.get(page).body());
        caller.form(
                page,
                page,
                Map.of(
                        "address", "new.reader@example.com",
                        "interest", campaigns.workshop(),
                        "wording", offered.offeredFor("wording")));
    }

    private void accounts() {
        accounts.invite(Hires.ADMIN, Hires.member("lindiwe", "Lindiwe Zulu", Role.DEALERSHIP_STAFF, ABC_MOTORS));
        forgotten.ask("naledi");
        forgotten.answer();
        scene.callSupport();
    }
}
