package org.pidesk.campaign;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pidesk.kernel.Visible;
import org.pidesk.task.AnswerForm;

/** Reads what somebody typed, and gathers a sentence for each field that is not as it should be. */
final class Typed {
    private final Map<String, ?> fields;
    private final Map<String, String> complaints = new LinkedHashMap<>();

    Typed(Map<String, ?> fields) {
        this.fields = fields;
    }

    String line(String field, int shortest, int longest, String sentence) {
        return measured(field, Visible.line(raw(field)), shortest, longest, sentence);
    }

    String text(String field, int shortest, int longest, String sentence) {
        var text = Visible.text(raw(field).replace("\r\n", "\n").replace('\r', ' '));
        return measured(field, text, shortest, longest, sentence);
    }

    private String measured(String field, String text, int shortest, int longest, String sentence) {
        if (text.length() < shortest) {
            complain(field, sentence);
        } else if (text.length() > longest) {
            complain(field, "Use " + longest + " characters at most.");
        }
        return text;
    }

    <E extends Enum<E>> E choice(String field, Class<E> type, String sentence) {
        var chosen = AnswerForm.oneOf(fields.get(field), type);
        if (chosen == null) {
            complain(field, sentence);
        }
        return chosen;
    }

    boolean ticked(String field) {
        return Boolean.TRUE.equals(fields.get(field)) || "true".equals(fields.get(field));
    }

    String raw(String field) {
        return fields.get(field) instanceof String typed ? typed : "";
    }

    void complain(String field, String sentence) {
        complaints.putIfAbsent(field, sentence);
    }

    /** @throws CampaignRefused when anything was complained of */
    void mustBeComplete() {
        if (!complaints.isEmpty()) {
            throw new CampaignRefused(complaints);
        }
    }
}
