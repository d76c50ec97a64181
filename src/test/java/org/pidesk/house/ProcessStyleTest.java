package org.pidesk.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every model of the house is drawn and named alike; a model bent in one place is noticed for that place. */
class ProcessStyleTest {
    private static final List<Model> MODELS = Model.in(Path.of("processes"));
    private static final Model STRAIGHT = Model.read(Path.of("src/test/resources/house/borrowLadder.bpmn"));

    @Test
    void theHouseIsDrawnAsAgreed() {
        assertThat(MODELS).flatMap(ProcessStyle::complaints).isEmpty();
    }

    @Test
    void eachTaskHasItsFormAndEachFormItsTask() throws IOException {
        assertThat(ProcessStyle.formComplaints(MODELS, forms())).isEmpty();
    }

    @Test
    void theStraightModelIsFine() {
        assertThat(ProcessStyle.complaints(STRAIGHT)).isEmpty();
        assertThat(ProcessStyle.formComplaints(List.of(STRAIGHT), Set.of("userTask_agreeOnADay.html")))
                .isEmpty();
    }

    @Test
    void aMissingAndAnOrphanedFormAreNoticed() {
        assertThat(ProcessStyle.formComplaints(List.of(STRAIGHT), Set.of("paintLadder.html")))
                .containsExactlyInAnyOrder("userTask_agreeOnADay.html is missing.", "paintLadder.html has no task.");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "process id=\"borrowLadder\" | process id=\"borrow\" | named like its file",
                "isExecutable=\"true\" | isExecutable=\"false\" | is executable",
                "camunda:historyTimeToLive=\"P30D\" | `` | historyTimeToLive is missing",
                "name=\"Fetch ladder\" | name=\"Bring ladder\" | serviceTask_fetchLadder is labelled 'Bring ladder'",
                "${borrowLadder.fetchLadder( | ${borrowLadder.isLadderFree( | does not call borrowLadder.fetchLadder",
                "endEvent_ladderLent | Event_0x1abcd | was not given by a person",
                "name=\"Ladder free?\" | name=\"Ladder free\" | gateway_ladderFree does not ask a question",
                "name=\"Yes\" | `` | flow_free has no answer on it",
                "name=\"Ladder lent\" | name=\"End\" | endEvent_ladderLent is no outcome",
                "bpmnElement=\"endEvent_notNow\" | bpmnElement=\"elsewhere\" | endEvent_notNow is not drawn",
                "x=\"215\" y=\"117\" | x=\"215\" y=\"127\" | the flow flow_asked is drawn aslant",
                "camunda:expression=\"${borrowLadder.fetchLadder | camunda:class=\"a.B\" name2=\"${borrowLadder.fetchLadder | code inside the model",
                "${borrowLadder.isLadderFree(reference)} | ${execution.getVariable('x')} | an expression of an unknown form",
                "${borrowLadder.isLadderFree(reference)} | ${''.getClass().forName('x')} | an expression of an unknown form",
                "camunda:candidateGroups=\"neighbours\" | `` | userTask_agreeOnADay lacks its form",
                "forms/userTask_agreeOnADay.html | forms/other.html | userTask_agreeOnADay lacks its form",
                "name=\"Return ladder\" | name=\"Bring ladder\" | callActivity_returnLadder is labelled 'Bring ladder'",
                "<camunda:in businessKey=\"${execution.processBusinessKey}\" /> | `` | callActivity_returnLadder hands over something else",
                "<camunda:in source=\"reference\" | <camunda:in variables=\"all\" | callActivity_returnLadder hands over something else",
                "The neighbour brings it back. | `` | callActivity_returnLadder hands over something else",
                "camunda:dueDate=\"${borrowLadder.agreementLateAt( | name2=\"${borrowLadder.agreementLateAt( | userTask_agreeOnADay has no day from which it is late",
                "agreementLateAt(execution.processBusinessKey) | agreedOn(reference) | userTask_agreeOnADay has no day from which it is late",
                "Ask the neighbour which day suits. | `` | userTask_agreeOnADay lacks its form",
                "id=\"startEvent_asked\" name | id=\"startEvent_asked\" camunda:formKey=\"embedded:deployment:forms/other.html\" name | startEvent_asked lacks its form",
                "id=\"startEvent_asked\" name | id=\"startEvent_asked\" camunda:formKey=\"embedded:deployment:forms/startEvent_asked.html\" name | startEvent_asked lacks its form",
            })
    void aBentModelIsNoticed(String straight, String bent, String complaint) {
        var text = Crookedness.of(STRAIGHT);
        assertThat(text).contains(straight);

        var crooked = Model.parse(STRAIGHT.file(), text.replace(straight, bent == null ? "" : bent));

        assertThat(ProcessStyle.complaints(crooked)).anyMatch(sentence -> sentence.contains(complaint));
    }

    private static Set<String> forms() throws IOException {
        var folder = Path.of("forms");
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }
}
