package org.pidesk.request;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.request.OwnRecord.Hindrance;
import org.pidesk.request.OwnRecord.InTheWay;
import org.pidesk.task.AnswerForm;
import org.springframework.stereotype.Component;

/**
 * A new address stands in another record, or a field was changed by somebody else meanwhile: staff say whether our own
 * record is altered as asked. The person never learns from it that there is another record.
 */
@Component
class SettleWhatIsInTheWay implements StaffQuestion {
    static final String TASK = "userTask_settleWhatIsInTheWay";

    static final String SETTLED = "in-the-way";

    private enum Settlement {
        /** Two people share the address; it may stand in both records. */
        BOTH_SHARE,
        /** The other record is the same person's; how they become one is said in the evidence. */
        SAME_PERSON,
        /** The person's wish is the newer truth. */
        AS_ASKED,
        /** The field stays as it is, and the person is told why. */
        LEAVE
    }

    private final OwnRecord ownRecord;
    private final SystemSheets sheets;
    private final CaseFiles files;
    private final TaskProof proof;
    private final Corrections corrections;

    SettleWhatIsInTheWay(
            OwnRecord ownRecord, SystemSheets sheets, CaseFiles files, TaskProof proof, Corrections corrections) {
        this.ownRecord = ownRecord;
        this.sheets = sheets;
        this.files = files;
        this.proof = proof;
        this.corrections = corrections;
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "Settle what is in the way";
    }

    @Override
    public String help() {
        return "Our own record cannot simply be altered as the person asks. Look at each field, find out how things are,"
                + " and say what is to be done. Never tell the person about somebody else's record.";
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        var alteration = ownRecord.alteration(request);
        return Map.of(
                "person",
                sheets.person(request.reference()),
                "fields",
                ownRecord.inTheWay(request).stream()
                        .map(one -> row(alteration, one))
                        .toList());
    }

    private static Map<String, Object> row(Alteration alteration, InTheWay one) {
        var row = new LinkedHashMap<String, Object>();
        row.put("field", one.field());
        row.put("label", one.field().label());
        row.put("was", one.field().written(alteration.was(one.field())));
        row.put("changed", one.field().written(alteration.changed().get(one.field())));
        row.put("now", one.field().written(one.now()));
        row.put("hindrance", one.hindrance());
        row.put(
                "others",
                one.others().stream()
                        .map(other -> {
                            var record = new LinkedHashMap<String, Object>();
                            record.put("number", other.number());
                            record.put("name", other.name());
                            record.put(
                                    "email", other.email().map(Address::written).orElse(null));
                            record.put(
                                    "mobile",
                                    other.mobile().map(Address::written).orElse(null));
                            return record;
                        })
                        .toList());
        return row;
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        read(request, answer);
    }

    private Map<InTheWay, Settled> read(Request request, AnswerForm answer) {
        answer.text("evidence", "Say in a sentence how you know, and what else you have to do.");
        var settled = new LinkedHashMap<InTheWay, Settled>();
        for (var one : ownRecord.inTheWay(request)) {
            var name = one.field().name();
            var given = answer.part("fields", "field", name);
            var settlement = given.choice("outcome", Settlement.class, offered(one.hindrance()), "");
            if (settlement == null) {
                answer.complain("fields", "Choose what is to be done for each field.");
            } else if (settlement == Settlement.LEAVE && given.isTooShort("words")) {
                answer.complain("fields", "Say what the person is told about each field that stays.");
            }
            settled.put(one, new Settled(settlement, given.plain("words")));
        }
        return settled;
    }

    private record Settled(Settlement settlement, String words) {}

    private static List<Settlement> offered(Hindrance hindrance) {
        return hindrance == Hindrance.SHARED_ADDRESS
                ? List.of(Settlement.BOTH_SHARE, Settlement.SAME_PERSON, Settlement.LEAVE)
                : List.of(Settlement.AS_ASKED, Settlement.LEAVE);
    }

    @Override
    public void writeNext(Request request, UUID system) {
        corrections.confirmToPerson(request.reference());
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        var left = new EnumMap<Field, String>(Field.class);
        var codes = new ArrayList<String>();
        read(request, answer).forEach((one, settled) -> {
            codes.add(settled.settlement().name());
            if (settled.settlement() == Settlement.LEAVE) {
                left.put(one.field(), settled.words());
            }
        });
        files.keepAsEvidence(
                request, CaseFiles.ALTERATION, ownRecord.alteration(request).leaving(left));
        proof.keep(
                request,
                SETTLED,
                answer.text("evidence", ""),
                "HINDRANCE_SETTLED",
                by,
                Map.of("fields", codes.size(), "left", left.size()));
    }
}
