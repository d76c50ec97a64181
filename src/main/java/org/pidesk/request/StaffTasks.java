package org.pidesk.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.contact.Lead;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Letter;
import org.pidesk.notice.Letters;
import org.pidesk.operator.Answer;
import org.pidesk.operator.Operators;
import org.pidesk.organisation.Organisations;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.AskedTask;
import org.pidesk.task.TaskQuestions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The questions that a case puts to staff: what each form shows, and what an answer does.
 *
 * <p>Sheets and answers are plain maps, as they travel to and from the form. Every sheet carries {@code reference},
 * {@code due}, {@code because} (why that day, line by line), {@code today}, {@code receivedAt}, {@code title}, {@code
 * help} and {@code statements: [{number, label, text}]}, which are always read with the records of the case (section
 * 24(2)(d)); besides them:
 *
 * <ul>
 *   <li>{@code userTask_sayWhoseRecordItIs} shows {@code {removes, address, records: [{id, number, firstName, lastName, email,
 *       mobile, leads}]}} and takes {@code {records: [id], evidence}}; no record at all is an answer too.
 *   <li>{@code userTask_decideWhatMustStay} shows {@code {cause, sentBackBecause, records: [{number, parts: [{id,
 *       label, value}]}], items: [{id, label, value}], grounds: [{id, words, law}]}} and takes {@code {decision: NOTHING_HOLDS |
 *       PART_HOLDS | ALL_HOLDS, holds: [{item, ground, until}], ground, until, reason}}.
 *   <li>{@code userTask_releaseDeIdentification} shows {@code {cause, decision, ground, decidedBy, reason, startedBy,
 *       goes: [{id, label, value}], stays: [{id, label, value, because, until, lookedAtAgain}], systems: [name]}} and takes
 *       {@code {verdict: RELEASE | SEND_BACK, reason}}.
 *   <li>{@code userTask_deIdentifyAtSystem} shows {@code {system: {name, kind, holds, instructions,
 *       contactName, contactEmail, contactPhone, contract, contractDate, notice}, person: {name,
 *       email, mobile, customerNumber, leadNumbers}, mustStay: [text], askedAgainBecause, notSince (a day
 *       after which a customer came back, or null)}} and takes {@code {outcome: DONE | NOT_FOUND |
 *       CANNOT, evidence}}.
 *   <li>{@code userTask_stopMarketingAtSystem} shows and takes the same, but {@code notSince}.
 *   <li>{@code userTask_settleWhatCannot} shows {@code {marketing (whether it was told to stop that, and not to
 *       de-identify), system, person, becauseOf, grounds}} and takes {@code {outcome: ASK_AGAIN | KEPT |
 *       CLOSE_UNANSWERED, ground, what (stays, a line that the person reads, or empty), reason}}.
 *   <li>{@code userTask_settleWhatIsInTheWay} shows {@code {person, fields: [{field, label, was, changed, now, hindrance:
 *       SHARED_ADDRESS | CHANGED_SINCE, others: [{number, name, email, mobile}]}]}} and takes {@code {fields: [{field,
 *       outcome: BOTH_SHARE | SAME_PERSON | AS_ASKED | LEAVE, words}], evidence}}.
 *   <li>{@code userTask_makeSameChanges} shows {@code {system, person, fields: [{field, label, was, changed,
 *       askedAgainBecause}]}} and takes {@code {fields: [{field, outcome: DONE | NOT_HELD | REFUSED, because}],
 *       evidence}}.
 *   <li>{@code userTask_settleRefusedFields} shows {@code {system, person, statement, fields: [{field, label, was,
 *       changed, because}]}} and takes {@code {fields: [{field, outcome: CORRECTED | DELETED | EVIDENCE_PROVIDED |
 *       NOTE_ATTACHED, words}]}}.
 *   <li>{@code userTask_chaseSilentSystems} shows {@code {silent: [{name, kind, since}], noted, closable}} and takes {@code
 *       {note}}; closable is where a question can be closed unanswered.
 *   <li>{@code userTask_lookInSystem} shows {@code {system, spellings: [text]}} and takes {@code {outcome: FOUND |
 *       NOT_FOUND, evidence, holds, origin}}, the last two where it was found: one line each, which the person reads.
 *   <li>{@code userTask_chaseSilentSystem} shows {@code {system, noted}} and takes {@code {outcome: KEEP_WAITING |
 *       CLOSE_UNANSWERED, note}}.
 *   <li>{@code userTask_contactPerson} shows {@code {address, isEmail, found: [text], recordHeld,
 *       removalAsked, reasons: [{id, words}]}} and takes {@code {outcome: REACHED | NOT_REACHED, why, evidence, record: CREATE | CREATE_COMPANY |
 *       LEAVE, firstName, lastName, email, mobile, whyNot}}; a company's registered name is its first name, and nobody needs a
 *       last one.
 * </ul>
 *
 * Evidence, reason and note have 10 to 2000 characters. Where the answer carries {@code evidence}, files can be put beside
 * it: {@link EvidenceFiles}.
 */
@Service
@Transactional
public class StaffTasks implements TaskQuestions {
    private static final String IN_QUESTION = "What stands there is in question. Only store it until that is settled.";

    private final Map<String, StaffQuestion> questions;
    private final RequestRepository requests;
    private final CaseFiles files;
    private final Trail trail;
    private final Contacts contacts;
    private final CasePeople people;
    private final Operators operators;
    private final Organisations organisations;
    private final CaseClock clocks;
    private final Letters letters;
    private final Clock clock;

    StaffTasks(
            List<StaffQuestion> questions,
            RequestRepository requests,
            CaseFiles files,
            Trail trail,
            Contacts contacts,
            CasePeople people,
            Operators operators,
            Organisations organisations,
            CaseClock clocks,
            Letters letters,
            Clock clock) {
        this.questions = questions.stream().collect(Collectors.toMap(StaffQuestion::task, question -> question));
        this.requests = requests;
        this.files = files;
        this.trail = trail;
        this.contacts = contacts;
        this.people = people;
        this.operators = operators;
        this.organisations = organisations;
        this.clocks = clocks;
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public boolean ask(String task) {
        return questions.containsKey(task);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Object> sheet(AskedTask task, String reader) {
        var request = requests.get(task.reference());
        var question = questions.get(task.key());
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("reference", request.reference().value());
        sheet.put("receivedAt", request.receivedAt());
        sheet.put("due", request.due());
        sheet.put("because", clocks.becauseForStaff(request));
        sheet.put("today", LocalDate.now(clock));
        sheet.put("title", question.title());
        sheet.put("help", question.help());
        sheet.put("statements", statements(request.reference()));
        sheet.putAll(question.sheet(request, task.system()));
        return sheet;
    }

    /** What is always read with the records: which fields are in question, and what was left uncorrected. */
    private List<Map<String, Object>> statements(Reference reference) {
        var beside = new ArrayList<Map<String, Object>>();
        for (var id : trail.recordsOf(reference)) {
            var number = contacts.get(id).number();
            var contested =
                    contacts.contestedOf(id).stream().sorted().map(Field::label).toList();
            if (!contested.isEmpty()) {
                beside.add(beside(number, String.join(", ", contested), IN_QUESTION));
            }
            contacts.statementsOf(id)
                    .forEach(statement ->
                            beside.add(beside(number, statement.field().label(), statement.text())));
        }
        return beside;
    }

    private static Map<String, Object> beside(long number, String label, String text) {
        return Map.of("number", number, "label", label, "text", text);
    }

    @Override
    @Transactional(readOnly = true)
    public void check(AskedTask task, Map<String, Object> answer, String by) {
        var request = requests.get(task.reference());
        var form = new AnswerForm(answer);
        questions.get(task.key()).check(request, task.system(), form);
        form.mustBeComplete();
    }

    @Override
    public void record(AskedTask task, Map<String, Object> answer, String by) {
        var request = requests.locked(task.reference());
        check(task, answer, by);
        var question = questions.get(task.key());
        var form = new AnswerForm(answer);
        question.record(request, task.system(), form, by);
        if (question.endsThePause(form)) {
            clocks.goesOn(request, by);
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Set<String> firstHands(AskedTask task) {
        return questions.get(task.key()).firstHands(requests.get(task.reference()));
    }

    @Override
    public boolean takesFiles(AskedTask task) {
        return questions.get(task.key()).takesFiles();
    }

    /** The name of a task at the head of its form. @param task its activity id */
    public String titleOf(String task) {
        return questions.get(task).title();
    }

    /** The answer is recorded and what follows is written, and all of it is taken back. */
    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public List<Map<String, Object>> letters(AskedTask task, Map<String, Object> answer, String by) {
        return letters
                .of(() -> {
                    record(task, answer, by);
                    var request = requests.locked(task.reference());
                    questions.get(task.key()).writeNext(request, task.system());
                })
                .stream()
                .map(Letter::asMap)
                .toList();
    }

    /** Whose case it is. @throws java.util.NoSuchElementException when there is no such case */
    @Transactional(readOnly = true)
    public OrganisationId organisationOf(Reference reference) {
        return requests.get(reference).organisation();
    }

    /**
     * What staff see of a case: {@code {reference, organisation (its name), status (a {@link RequestStatus}), receivedAt
     * (Instant), type, due (LocalDate), what {@link CaseClock#sheet} says of it, pauseEndsAt (Instant or null), begunAt, closedAt, decision (NOTHING_HOLDS and so on,
     * or null), removes (whether something is, or was, to be removed), refusal (its words, or null), systems: [{name, kind, outcome (null while silent), answeredBy,
     * answeredAt}], notAsked: [{name, at, because, told (LATER or NEVER)}],
     * person}}.
     *
     * <p>{@code person} is {@code {customerNumber, leadNumbers}}, for whoever works a lead, while the working copy is
     * sealed, and after a refusal while the record stays; null otherwise. No name and no address.
     */
    @Transactional(readOnly = true)
    public Map<String, Object> caseSheet(Reference reference) {
        var request = requests.get(reference);
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("reference", reference.value());
        sheet.put("organisation", organisations.get(request.organisation()).name());
        sheet.put("status", request.status());
        sheet.put("receivedAt", request.receivedAt());
        sheet.put("type", request.type());
        sheet.put("due", request.due());
        sheet.putAll(clocks.sheet(request));
        sheet.put("pauseEndsAt", request.pauseEndsAt());
        sheet.put("begunAt", request.begunAt());
        sheet.put("closedAt", request.closedAt());
        sheet.put("decision", request.decision());
        sheet.put("removes", request.type().removes() && !request.removesNothing());
        sheet.put(
                "refusal", request.refusal() == null ? null : request.refusal().words());
        sheet.put("systems", systems(request));
        sheet.put("notAsked", leftOut(request));
        sheet.put("person", request.status() == RequestStatus.REFUSED ? numbersKept(request) : numbers(request));
        return sheet;
    }

    private List<Map<String, Object>> systems(Request request) {
        var answers = operators.answers(request.reference());
        return operators.asked(request.reference()).stream()
                .map(system -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("name", system.name());
                    row.put("kind", system.kind());
                    var answer = answers.stream()
                            .filter(candidate -> candidate.system().equals(system.id()))
                            .findFirst();
                    row.put("outcome", answer.map(Answer::outcome).orElse(null));
                    row.put("answeredBy", answer.map(Answer::answeredBy).orElse(null));
                    row.put("answeredAt", answer.map(Answer::answeredAt).orElse(null));
                    return (Map<String, Object>) row;
                })
                .toList();
    }

    /** Systems that were suspended when the others were asked; nobody answers for them, and nobody waits. */
    private List<Map<String, Object>> leftOut(Request request) {
        return operators.leftOut(request.reference()).stream()
                .map(left -> Map.<String, Object>of(
                        "name",
                        left.system().name(),
                        "at",
                        left.at(),
                        "because",
                        left.because(),
                        "told",
                        request.type() == RequestType.LOOK_UP || !left.open() ? "NEVER" : "LATER"))
                .toList();
    }

    /** The numbers of what stays; once that goes too, no closed case leads to it. */
    private Map<String, Object> numbersKept(Request request) {
        var kept = people.records(request.reference());
        return kept.isEmpty()
                ? null
                : Map.of(
                        "customerNumber", kept.get(0).number(),
                        "leadNumbers",
                                kept.stream()
                                        .flatMap(record -> contacts.leadsOf(record.id()).stream())
                                        .map(Lead::number)
                                        .toList());
    }

    /** The old numbers, which let whoever works a lead find what to let go of; no name and no address. */
    private Map<String, Object> numbers(Request request) {
        return files.read(request.reference(), CaseFiles.WORKING_COPY, CaseFile.class)
                .filter(file -> !file.records().isEmpty())
                .<Map<String, Object>>map(file -> Map.of(
                        "customerNumber", file.records().get(0).number(),
                        "leadNumbers",
                                file.records().stream()
                                        .flatMap(person -> person.leads().stream())
                                        .toList()))
                .orElse(null);
    }
}
