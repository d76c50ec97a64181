package org.pidesk.organisation;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.EntryForm;
import org.pidesk.kernel.InvalidEntry;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.kernel.OrganisationId;

/** An organisation as it is typed in: each field's name with its text. */
final class OrganisationForm {
    static final String ID = "id";
    static final String SITES = "sites";
    private static final String KEY_CONTACTS = "keyContacts";

    /** What stands first in addresses of pages that are not an organisation's. */
    private static final List<String> NOT_FREE = List.of(
            "actuator",
            "camunda",
            "check",
            "desk",
            "error",
            "login",
            "logout",
            "new",
            "pi",
            "pidesk",
            "sandbox",
            "webjars");

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)" + LABEL + "(?:[.]" + LABEL + ")*");
    /** A week: whoever asks must be answered within thirty days all the same. */
    private static final int LONGEST_PAUSE = 168;

    private enum FactsInMails {
        NO,
        YES
    }

    private final EntryForm form;

    private OrganisationForm(Map<String, String> typed) {
        this.form = new EntryForm(typed);
    }

    /** @throws InvalidEntry when something is missing or cannot be read */
    static Organisation readNew(Map<String, String> typed) {
        var form = new OrganisationForm(typed);
        return form.read(form.id());
    }

    /** The same of an organisation whose short name stands. @throws InvalidEntry as above */
    static Organisation read(OrganisationId id, Map<String, String> typed) {
        return new OrganisationForm(typed).read(id);
    }

    private Organisation read(OrganisationId id) {
        var name = form.line("name", "Write the name by which people know it.");
        var address = form.line("physicalAddress", "Write the address at which people can call.");
        var email = needed("email", "Write the address that people can write to.");
        form.line("phone", "Write the number that people can ring.");
        var phone = form.phone("phone");
        var whatsapp = form.phone("whatsapp");
        var policy = link("privacyPolicy");
        var officer = needed("informationOfficer", "Write where the information officer reads mails.");
        var sites = sites();
        var contacts = keyContacts();
        var pause = form.number("pauseHours", 24, LONGEST_PAUSE);
        var facts = form.choice("factsInMails", FactsInMails.class, "Choose one of the two.");
        var years = form.number("evidenceYears", 1, 10);
        form.mustBeComplete();
        var read = new Organisation(id, name, address, email, phone)
                .whatsapp(whatsapp)
                .privacyPolicy(policy)
                .informationOfficer(new EmailAddress(officer))
                .pause(Duration.ofHours(pause))
                .factsInMails(facts == FactsInMails.YES)
                .evidenceYears(years);
        sites.forEach(read::site);
        contacts.forEach(contact -> read.keyContact(contact.name(), new EmailAddress(contact.email())));
        return read;
    }

    private OrganisationId id() {
        var text = form.line(ID, "Write its short name, like abc-motors.");
        if (text == null) {
            return null;
        }
        if (NOT_FREE.contains(text)) {
            form.complain(ID, "This name is kept for pages of pi-desk. Choose another one.");
        }
        try {
            return new OrganisationId(text);
        } catch (IllegalArgumentException notAName) {
            form.complain(ID, "Use two to 40 small letters, digits and hyphens, with no hyphen at either end.");
            return null;
        }
    }

    private String needed(String field, String sentence) {
        form.line(field, sentence);
        return form.email(field);
    }

    private String link(String field) {
        var text = form.line(field);
        if (text != null && !isLink(text)) {
            form.complain(field, "Write a link like https://www.example.com/privacy.");
        }
        return text;
    }

    private static boolean isLink(String text) {
        try {
            var link = new URI(text);
            return "https".equals(link.getScheme()) && link.getHost() != null;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    private TreeSet<String> sites() {
        var hosts = new TreeSet<String>();
        for (var line : form.lines(SITES)) {
            var host = line.toLowerCase(Locale.ROOT);
            if (!HOST.matcher(host).matches()) {
                form.complain(SITES, "Write one host name on each line, like privacy.example.com, and nothing else.");
            }
            hosts.add(host);
        }
        return hosts;
    }

    private List<Organisation.KeyContact> keyContacts() {
        var contacts = new ArrayList<Organisation.KeyContact>();
        for (var line : form.lines(KEY_CONTACTS)) {
            var comma = line.lastIndexOf(',');
            if (comma < 1) {
                form.complain(KEY_CONTACTS, "Write each on a line: the name, a comma, the email address.");
                continue;
            }
            try {
                var email = EmailAddress.parse(line.substring(comma + 1)).value();
                if (contacts.stream().anyMatch(other -> other.email().equals(email))) {
                    form.complain(KEY_CONTACTS, "Write each email address once.");
                }
                contacts.add(
                        new Organisation.KeyContact(line.substring(0, comma).strip(), email));
            } catch (NotAnAddress wrong) {
                form.complain(KEY_CONTACTS, "Each line ends with an email address, after a comma.");
            }
        }
        return contacts;
    }

    /** An organisation as it would be typed in. */
    static Map<String, String> written(Organisation organisation) {
        var fields = new LinkedHashMap<String, String>();
        fields.put(ID, organisation.id().value());
        fields.put("name", organisation.name());
        fields.put("physicalAddress", organisation.physicalAddress());
        fields.put("email", organisation.email().value());
        fields.put("phone", organisation.phone());
        fields.put("whatsapp", orEmpty(organisation.whatsapp()));
        fields.put("privacyPolicy", orEmpty(organisation.privacyPolicy()));
        fields.put("informationOfficer", organisation.informationOfficer().value());
        fields.put(SITES, String.join("\n", organisation.sites()));
        fields.put(
                KEY_CONTACTS,
                organisation.keyContacts().stream()
                        .map(contact -> contact.name() + ", " + contact.email())
                        .sorted()
                        .collect(Collectors.joining("\n")));
        fields.put("pauseHours", String.valueOf(organisation.pause().toHours()));
        fields.put("factsInMails", (organisation.factsInMails() ? FactsInMails.YES : FactsInMails.NO).name());
        fields.put("evidenceYears", String.valueOf(organisation.evidenceYears()));
        return fields;
    }

    /** Another one as soon as anything in it is: by this whoever changes it says what they have read. */
    static String edition(Organisation organisation) {
        var text = written(organisation).toString();
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The fields of which two say something else, as codes: {@code KEY_CONTACTS}. */
    static List<String> differences(Organisation before, Organisation after) {
        var now = written(after);
        return written(before).entrySet().stream()
                .filter(field -> !field.getValue().equals(now.get(field.getKey())))
                .map(field -> field.getKey().replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT))
                .toList();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
