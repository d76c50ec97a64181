package org.pidesk.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.request.RefusalReason;
import org.pidesk.request.RequestType;
import org.pidesk.request.StaffTasks;
import org.pidesk.request.TaskReadings;
import org.pidesk.task.AskedTask;
import org.pidesk.task.InvalidAnswer;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Plays one case that no process has: with sheets as the contract describes them, and answers that need some words.
 * Recording an answer writes those words into a row, so that a test sees whether it was undone. Every other case is
 * the real one.
 */
@Component
class Rehearsal implements BeanPostProcessor, MethodInterceptor {
    static final Reference CASE = new Reference("PI-7K3M-9QXW-C2TD");
    static final String PERSON = "Thandi Mokoena";

    private static final Map<String, Object> HEAD = Map.of(
            "reference",
            CASE.value(),
            "due",
            LocalDate.now().plusDays(24),
            "today",
            LocalDate.now(),
            "receivedAt",
            Instant.now(),
            "because",
            List.of("Received today; that day is not counted.", "So the last day is in 24 days."));

    private final ObjectProvider<JdbcTemplate> database;
    private String name = PERSON;
    private Map<String, Object> lastAnswer;

    Rehearsal(ObjectProvider<JdbcTemplate> database) {
        this.database = database;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof StaffTasks || bean instanceof TaskReadings)) {
            return bean;
        }
        var proxy = new ProxyFactory(bean);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice(this);
        return proxy.getProxy();
    }

    Map<String, Object> lastAnswer() {
        return lastAnswer;
    }

    /** The person of the case calls herself something else. */
    void call(String another) {
        name = another;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object invoke(MethodInvocation call) throws Throwable {
        var arguments = call.getArguments();
        if (String.valueOf(arguments[0]).startsWith("userTask_rehearse")) {
            return true;
        }
        if (Arrays.stream(arguments).noneMatch(Rehearsal::isRehearsed)) {
            return call.proceed();
        }
        return switch (call.getMethod().getName()) {
            case "organisationOf" -> new OrganisationId("abc-motors");
            case "caseSheet" -> caseSheet();
            case "sheet" -> sheet(((AskedTask) arguments[0]).key());
            case "note" -> null;
            case "takesFiles" -> false;
            case "firstHands" -> Set.of();
            case "letters" -> letters((Map<String, Object>) arguments[1]);
            case "check" -> checked((Map<String, Object>) arguments[1]);
            default -> recorded((Map<String, Object>) arguments[1], arguments[2]);
        };
    }

    private static boolean isRehearsed(Object argument) {
        return CASE.equals(argument) || argument instanceof AskedTask task && CASE.equals(task.reference());
    }

    private Map<String, Object> sheet(String task) {
        var sheet = new HashMap<>(HEAD);
        sheet.putAll(question(task));
        return sheet;
    }

    private Map<String, Object> question(String task) {
        var system = Map.of(
                "name", "Coastal Mailings",
                "kind", "OPERATOR",
                "holds", "Names and email addresses of newsletter readers",
                "instructions", "Sign in to the portal, choose Contacts, search by email and by mobile, then Erase.",
                "contactName", "Nomvula Radebe",
                "contactPhone", "021 555 0710",
                "contactEmail", "privacy@coastal.example.com",
                "contract", "Operator agreement 17",
                "contractDate", LocalDate.of(2025, 2, 14),
                "notice", "This system was suspended after this case asked it: It was broken into.");
        var person = Map.of(
                "name",
                name,
                "email",
                "thandi@example.com",
                "mobile",
                "082 123 4567",
                "customerNumber",
                220345,
                "leadNumbers",
                List.of(6226950, 6226951));
        return switch (task) {
            case "userTask_sayWhoseRecordItIs" ->
                Map.of(
                        "title", "Say whose record it is",
                        "help", "Two records carry the address that was proven.",
                        "removes", true,
                        "address", "family@example.com",
                        "records",
                                List.of(
                                        record("a", name, "220345", "family@example.com", "082 123 4567", 2),
                                        record("b", "Sipho Mokoena", "220346", "family@example.com", "", 0)));
            case "userTask_decideWhatMustStay" ->
                Map.of(
                        "cause",
                        "The person withdrew consent.",
                        "grounds",
                        RefusalReason.choices(),
                        "title",
                        "Decide what must stay",
                        "help",
                        "The person has withdrawn consent. Nothing is sent to them any more.",
                        "records",
                        List.of(
                                Map.of(
                                        "number",
                                        220345,
                                        "parts",
                                        List.of(
                                                Map.of("id", "name", "label", "Name and surname", "value", name),
                                                Map.of(
                                                        "id",
                                                        "email",
                                                        "label",
                                                        "Email",
                                                        "value",
                                                        "thandi@example.com"))),
                                Map.of(
                                        "number",
                                        220346,
                                        "parts",
                                        List.of(
                                                Map.of("id", "mobile", "label", "Mobile", "value", "082 765 4321"),
                                                Map.of(
                                                        "id", "lead:6226951",
                                                        "label", "Enquiry 6226951",
                                                        "value", "Roof rack")))),
                        "items",
                        List.of(
                                Map.of("id", "name", "label", "Name", "value", name),
                                Map.of("id", "email", "label", "Email", "value", "thandi@example.com"),
                                Map.of("id", "mobile", "label", "Mobile", "value", "082 123 4567"),
                                Map.of(
                                        "id", "lead:6226950",
                                        "label", "Enquiry 6226950",
                                        "value", "Corolla Cross, test drive")));
            case "userTask_releaseDeIdentification" -> release();
            case "userTask_deIdentifyAtSystem" ->
                Map.of(
                        "title",
                        "De-identify at Coastal Mailings",
                        "help",
                        "The person has withdrawn consent. Our own record is de-identified already.",
                        "notSince",
                        "2026-03-14",
                        "system",
                        system,
                        "person",
                        person);
            case "userTask_stopMarketingAtSystem" ->
                Map.of(
                        "title",
                        "Stop marketing at Coastal Mailings",
                        "help",
                        "The person has withdrawn consent, and another ground keeps the record.",
                        "askedAgainBecause",
                        "Their supervisor has the list of the campaign.",
                        "system",
                        system,
                        "person",
                        person);
            case "userTask_settleWhatCannot" ->
                Map.of(
                        "title",
                        "Settle what cannot be done",
                        "help",
                        "A system cannot do what it was told.",
                        "marketing",
                        true,
                        "system",
                        system,
                        "person",
                        person,
                        "grounds",
                        RefusalReason.choices(),
                        "becauseOf",
                        "The portal refuses: an invoice of last month is still open there.");
            case "userTask_settleWhatIsInTheWay" ->
                Map.of(
                        "title",
                        "Settle what is in the way",
                        "help",
                        "Our own record cannot simply be altered as the person asks.",
                        "person",
                        person,
                        "fields",
                        List.of(
                                field(
                                        "EMAIL",
                                        Map.of(
                                                "hindrance",
                                                "SHARED_ADDRESS",
                                                "others",
                                                List.of(record(
                                                        "b", "Sipho Mokoena", "220346", "family@example.com", "", 0)))),
                                field(
                                        "SURNAME",
                                        Map.of("hindrance", "CHANGED_SINCE", "now", "Dlamini", "others", List.of()))));
            case "userTask_makeSameChanges" ->
                Map.of(
                        "title",
                        "Make the same changes at a system",
                        "help",
                        "Find the person in this system by what stood there before.",
                        "statements",
                        List.of(Map.of("number", 220345, "label", "Surname", "text", "It was never Mokoena.")),
                        "system",
                        system,
                        "person",
                        person,
                        "fields",
                        List.of(
                                field("EMAIL", Map.of()),
                                field("SURNAME", Map.of("askedAgainBecause", "Ask for their supervisor."))));
            case "userTask_settleRefusedFields" ->
                Map.of(
                        "title",
                        "Settle refused fields",
                        "help",
                        "This system refuses to alter a field.",
                        "system",
                        system,
                        "person",
                        person,
                        "statement",
                        "It was never Mokoena.",
                        "fields",
                        List.of(field("SURNAME", Map.of("because", "The contract says so."))));
            case "userTask_chaseSilentSystems" ->
                Map.of(
                        "title", "Chase silent systems",
                        "help", "These systems have not answered in time.",
                        "noted", "Spoke to their desk on Monday.",
                        "closable", true,
                        "silent",
                                List.of(
                                        Map.of("name", "DealerBook", "kind", "DMS", "since", Instant.now()),
                                        Map.of(
                                                "name", "Coastal Mailings",
                                                "kind", "OPERATOR",
                                                "since", Instant.now())));
            case "userTask_lookInSystem" ->
                Map.of(
                        "title",
                        "Look in a system",
                        "help",
                        "Somebody has shown that this address is theirs. We hold nothing ourselves.",
                        "system",
                        system,
                        "spellings",
                        List.of("+27735550404", "27735550404", "0735550404", "073 555 0404", "073-555-0404"));
            case "userTask_chaseSilentSystem" ->
                Map.of(
                        "title", "Chase a silent system",
                        "help", "This system has not answered in time.",
                        "system", system,
                        "noted", "Spoke to their desk on Monday; they promised an answer by Thursday.");
            case "userTask_contactPerson" ->
                Map.of(
                        "title",
                        "Contact the person",
                        "help",
                        "The person was found in another system. Contact them and ask why they looked.",
                        "address",
                        "sipho@example.org",
                        "isEmail",
                        true,
                        "found",
                        List.of("Coastal Mailings: name and email address. Since when and where from: 2024."),
                        "recordHeld",
                        false,
                        "removalAsked",
                        false,
                        "reasons",
                        List.of(
                                Map.of("id", "WANTS_TO_KNOW", "words", "Just wants to know what is held"),
                                Map.of("id", "NOT_SAID", "words", "Would rather not say")));
            default -> Map.of("title", "Rehearse", "help", "Only a rehearsal.");
        };
    }

    private Map<String, Object> release() {
        return Map.of(
                "title", "Release de-identification",
                "help", "Somebody else decided what must stay.",
                "cause", "The person withdrew consent.",
                "decision", "PART_HOLDS",
                "decidedBy", "Bertha Nkosi",
                "reason", "The instalment deal runs until March.",
                "goes",
                        List.of(
                                Map.of("id", "email", "label", "Email", "value", "thandi@example.com"),
                                Map.of("id", "mobile", "label", "Mobile", "value", "082 123 4567")),
                "stays",
                        List.of(Map.of(
                                "id", "name",
                                "label", "Name",
                                "value", name,
                                "because", "a contract with you that is still being carried out",
                                "until", "2027-03-31")),
                "systems", List.of("DealerBook", "Coastal Mailings"),
                "underWay", Map.of("requests", 1, "tasks", 2, "messages", 3));
    }

    private static Map<String, Object> field(String name, Map<String, Object> more) {
        var field = new HashMap<String, Object>(more);
        field.put("field", name);
        field.put("label", name.equals("EMAIL") ? "Email" : "Surname");
        field.put("was", name.equals("EMAIL") ? "thandi@example.com" : "Mokoena");
        field.put("changed", name.equals("EMAIL") ? "family@example.com" : "Nkosi");
        return field;
    }

    private static Map<String, Object> record(
            String id, String name, String number, String email, String mobile, int leads) {
        var parts = name.split(" ", 2);
        return Map.of(
                "id",
                id,
                "number",
                number,
                "firstName",
                parts[0],
                "lastName",
                parts.length > 1 ? parts[1] : "",
                "email",
                email,
                "mobile",
                mobile,
                "leads",
                leads);
    }

    private static Map<String, Object> caseSheet() {
        var sheet = new HashMap<String, Object>(HEAD);
        for (var unknown : List.of("closedAt", "refusal", "extendedBy", "pausedFor", "notPaused", "removalDue")) {
            sheet.put(unknown, null);
        }
        var silent = new HashMap<String, Object>(Map.of("name", "Coastal Mailings", "kind", "OPERATOR"));
        for (var unknown : List.of("outcome", "answeredBy", "answeredAt")) {
            silent.put(unknown, null);
        }
        sheet.putAll(Map.of(
                "type",
                RequestType.WITHDRAWAL,
                "target",
                LocalDate.now().plusDays(14),
                "extensible",
                false,
                "removes",
                true,
                "running",
                true));
        sheet.putAll(Map.of(
                "organisation", "ABC Motors",
                "status", "IN_PROGRESS",
                "decision", "NOTHING_HOLDS",
                "pauseEndsAt", Instant.now(),
                "begunAt", Instant.now(),
                "person", Map.of("customerNumber", 220345, "leadNumbers", List.of(6226950, 6226951)),
                "systems",
                        List.of(
                                Map.of(
                                        "name", "DealerBook",
                                        "kind", "DMS",
                                        "outcome", "DONE",
                                        "answeredBy", "bertha",
                                        "answeredAt", Instant.now()),
                                Map.of(
                                        "name", "Harbour Prints",
                                        "kind", "OPERATOR",
                                        "outcome", "UNANSWERED",
                                        "answeredBy", "cara",
                                        "answeredAt", Instant.now()),
                                silent)));
        return sheet;
    }

    private Object recorded(Map<String, Object> answer, Object by) {
        checked(answer);
        lastAnswer = answer;
        database.getObject()
                .update(
                        "insert into organisation (id, name, physical_address, email, phone, information_officer, pause, reference)"
                                + " values ('recorded', ?, ?, '', '', '', interval '24 hours', 'recorded')",
                        words(answer),
                        by);
        if ("Fail for once.".equals(words(answer))) {
            throw new IllegalStateException("as rehearsed");
        }
        return null;
    }

    private List<Map<String, Object>> letters(Map<String, Object> answer) {
        checked(answer);
        return List.of(Map.of(
                "to", "thandi@example.com", "subject", "Your request (" + CASE.value() + ")", "text", words(answer)));
    }

    private static Object checked(Map<String, Object> answer) {
        var lacking = new TreeMap<String, String>();
        for (var field : Stream.of("note", "reason", "evidence")
                .filter(answer::containsKey)
                .toList()) {
            if (words(answer).length() < 10) {
                lacking.put(field, "Write at least ten characters.");
            }
        }
        for (var field : Arrays.asList("decision", "outcome", "verdict")) {
            if (answer.containsKey(field) && answer.get(field) == null) {
                lacking.put(field, "Choose one of these.");
            }
        }
        if (answer.isEmpty() || !lacking.isEmpty()) {
            throw new InvalidAnswer(lacking);
        }
        return null;
    }

    private static String words(Map<String, Object> answer) {
        return Stream.of("note", "reason", "evidence")
                .map(answer::get)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .findFirst()
                .orElse("")
                .strip();
    }
}
