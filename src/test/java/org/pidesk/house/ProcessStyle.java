package org.pidesk.house;

import static org.pidesk.house.Model.camunda;
import static org.pidesk.house.Model.children;
import static org.pidesk.house.Model.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** How a model is drawn and named, so that a lawyer can read it aloud and a programmer finds its code. */
final class ProcessStyle {
    private static final String[] STEPS = {"serviceTask", "sendTask", "businessRuleTask", "userTask", "callActivity"};
    private static final String[] NODES = {
        "startEvent",
        "endEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "boundaryEvent",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "businessRuleTask",
        "userTask",
        "callActivity",
        "subProcess",
        "exclusiveGateway",
        "inclusiveGateway",
        "parallelGateway",
        "eventBasedGateway"
    };
    private static final String[] QUESTIONS = {"exclusiveGateway", "inclusiveGateway"};
    private static final List<String> HANDED_OVER = List.of(Expression.BUSINESS_KEY, "referencereference");
    private static final String FORM = "embedded:deployment:forms/";

    private static final List<Function<Model, Stream<String>>> RULES = List.of(
            ProcessStyle::oneProcessNamedLikeItsFile,
            ProcessStyle::saysWhatItIs,
            ProcessStyle::forgetsItsHistory,
            ProcessStyle::stepsAreNamedLikeTheirLabels,
            ProcessStyle::stepsAreNamedLikeTheirMethods,
            ProcessStyle::idsAreGivenByPeople,
            ProcessStyle::gatewaysAskQuestions,
            ProcessStyle::flowsCarryTheAnswers,
            ProcessStyle::endsAreOutcomes,
            ProcessStyle::everythingIsDrawn,
            ProcessStyle::flowsAreStraight,
            ProcessStyle::noCodeInsideTheModel,
            ProcessStyle::expressionsAreOfKnownForms,
            ProcessStyle::userTasksAreComplete,
            ProcessStyle::startFormsAreComplete,
            ProcessStyle::calledProcessesKnowTheCase,
            ProcessStyle::userTasksAreDue);

    private ProcessStyle() {}

    static List<String> complaints(Model model) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(model))
                .map(complaint -> model.file() + ": " + complaint)
                .toList();
    }

    /** Each task has its form among the files, and each file its task, or the start that it is for. */
    static List<String> formComplaints(List<Model> models, Set<String> files) {
        var asked = models.stream()
                .flatMap(model -> Stream.concat(
                        model.bpmn("userTask").stream(),
                        model.bpmn("startEvent").stream()
                                .filter(start -> !camunda(start, "formKey").isEmpty())))
                .map(task -> camunda(task, "formKey").replace(FORM, ""))
                .toList();
        var complaints = new ArrayList<String>();
        asked.stream().filter(form -> !files.contains(form)).forEach(form -> complaints.add(form + " is missing."));
        files.stream().filter(file -> !asked.contains(file)).forEach(file -> complaints.add(file + " has no task."));
        return complaints;
    }

    private static Stream<String> oneProcessNamedLikeItsFile(Model model) {
        return model.bpmn("process").size() == 1 && model.file().equals(model.id() + ".bpmn")
                ? Stream.empty()
                : Stream.of("one process, named like its file");
    }

    private static Stream<String> saysWhatItIs(Model model) {
        var process = model.process();
        return !label(process).isEmpty()
                        && process.getAttribute("isExecutable").equals("true")
                        && hasDocumentation(process)
                ? Stream.empty()
                : Stream.of("the process has a name and documentation, and is executable");
    }

    private static Stream<String> forgetsItsHistory(Model model) {
        return camunda(model.process(), "historyTimeToLive").isEmpty()
                ? Stream.of("historyTimeToLive is missing")
                : Stream.empty();
    }

    private static Stream<String> stepsAreNamedLikeTheirLabels(Model model) {
        return model.bpmn(STEPS).stream()
                .filter(not(step -> id(step).equals(step.getLocalName() + "_" + camelCase(label(step)))))
                .map(step -> id(step) + " is labelled '" + label(step) + "'");
    }

    private static Stream<String> stepsAreNamedLikeTheirMethods(Model model) {
        return model.bpmn("serviceTask", "sendTask").stream()
                .filter(not(step ->
                        camunda(step, "expression").startsWith("${" + model.id() + "." + camelCase(label(step)) + "(")))
                .map(step -> id(step) + " does not call " + model.id() + "." + camelCase(label(step)));
    }

    private static Stream<String> idsAreGivenByPeople(Model model) {
        return model.bpmn(NODES).stream()
                .map(ProcessStyle::id)
                .filter(id -> id.isEmpty() || id.matches("\\w+_(?=\\w*\\d)[0-9a-z]{7}"))
                .map(id -> "the id '" + id + "' was not given by a person");
    }

    private static Stream<String> gatewaysAskQuestions(Model model) {
        return model.bpmn(QUESTIONS).stream()
                .filter(gateway -> model.outgoing(gateway).size() > 1)
                .filter(not(gateway -> label(gateway).endsWith("?")))
                .map(gateway -> id(gateway) + " does not ask a question");
    }

    private static Stream<String> flowsCarryTheAnswers(Model model) {
        return model.bpmn(QUESTIONS).stream()
                .filter(gateway -> model.outgoing(gateway).size() > 1)
                .flatMap(gateway -> model.outgoing(gateway).stream()
                        .filter(flow -> label(flow).isEmpty() || !isDecided(gateway, flow)))
                .map(flow -> "the flow " + id(flow) + " has no answer on it, or no condition under it");
    }

    private static boolean isDecided(Element gateway, Element flow) {
        return gateway.getAttribute("default").equals(id(flow))
                || !children(flow, "conditionExpression").isEmpty();
    }

    private static Stream<String> endsAreOutcomes(Model model) {
        return model.bpmn("endEvent").stream()
                .filter(end -> label(end).isEmpty()
                        || label(end).toLowerCase(Locale.ROOT).matches("the end|end|done"))
                .map(end -> id(end) + " is no outcome");
    }

    private static Stream<String> everythingIsDrawn(Model model) {
        var drawn = model.all().stream()
                .map(element -> element.getAttribute("bpmnElement"))
                .toList();
        return Stream.concat(model.bpmn(NODES).stream(), model.bpmn("sequenceFlow").stream())
                .map(ProcessStyle::id)
                .filter(not(drawn::contains))
                .map(id -> id + " is not drawn");
    }

    private static Stream<String> flowsAreStraight(Model model) {
        return model.edges().stream()
                .filter(ProcessStyle::isDiagonal)
                .map(edge -> "the flow " + edge.getAttribute("bpmnElement") + " is drawn aslant");
    }

    private static boolean isDiagonal(Element edge) {
        var points = children(edge, "waypoint");
        for (int i = 1; i < points.size(); i++) {
            if (differ(points.get(i - 1), points.get(i), "x") && differ(points.get(i - 1), points.get(i), "y")) {
                return true;
            }
        }
        return false;
    }

    private static boolean differ(Element one, Element other, String axis) {
        return Double.parseDouble(one.getAttribute(axis)) != Double.parseDouble(other.getAttribute(axis));
    }

    private static Stream<String> noCodeInsideTheModel(Model model) {
        return model.all().stream()
                .filter(element -> Set.of("scriptTask", "script", "connector").contains(element.getLocalName())
                        || element.hasAttribute("scriptFormat")
                        || Stream.of("class", "delegateExpression", "resource", "type")
                                .anyMatch(attribute ->
                                        !camunda(element, attribute).isEmpty()))
                .map(element -> "code inside the model: " + element.getTagName() + " " + id(element));
    }

    private static Stream<String> expressionsAreOfKnownForms(Model model) {
        return model.expressions().stream()
                .filter(not(Expression::isAllowed))
                .map(text -> "an expression of an unknown form: " + text);
    }

    private static Stream<String> userTasksAreComplete(Model model) {
        return model.bpmn("userTask").stream()
                .filter(not(task -> camunda(task, "formKey").equals(FORM + id(task) + ".html")
                        && !camunda(task, "candidateGroups").isEmpty()
                        && hasDocumentation(task)))
                .map(task -> id(task) + " lacks its form (" + FORM + id(task) + ".html), its group or its description");
    }

    /** Who begins a process by a form reads what it is for; the form is named after the start, as others after their task. */
    private static Stream<String> startFormsAreComplete(Model model) {
        return model.bpmn("startEvent").stream()
                .filter(start -> !camunda(start, "formKey").isEmpty())
                .filter(not(start ->
                        camunda(start, "formKey").equals(FORM + id(start) + ".html") && hasDocumentation(start)))
                .map(start -> id(start) + " lacks its form (" + FORM + id(start) + ".html), or its description");
    }

    /** A called process is about the same case: it gets the business key and the reference, and nothing else. */
    private static Stream<String> calledProcessesKnowTheCase(Model model) {
        return model.bpmn("callActivity").stream()
                .filter(not(call -> handsOver(call).equals(HANDED_OVER) && hasDocumentation(call)))
                .map(call -> id(call) + " hands over something else than the case, or lacks its description");
    }

    private static List<String> handsOver(Element call) {
        return Stream.of("in", "out")
                .flatMap(direction -> children(call, direction).stream())
                .map(one -> one.getAttribute("businessKey")
                        + one.getAttribute("source")
                        + one.getAttribute("sourceExpression")
                        + one.getAttribute("variables")
                        + one.getAttribute("target"))
                .toList();
    }

    /** The day follows from the dates of the case, and is asked again when those move. */
    private static Stream<String> userTasksAreDue(Model model) {
        return model.bpmn("userTask").stream()
                .filter(not(task -> camunda(task, "dueDate")
                        .matches(
                                "\\$\\{" + model.id() + "\\.\\w+LateAt\\(execution\\.processBusinessKey(, \\w+)?\\)}")))
                .map(task -> id(task) + " has no day from which it is late");
    }

    private static boolean hasDocumentation(Element element) {
        return children(element, "documentation").stream()
                .anyMatch(text -> text.getParentNode() == element
                        && !text.getTextContent().isBlank());
    }

    /** "De-identify contact" is deIdentifyContact. */
    private static String camelCase(String label) {
        var name = new StringBuilder();
        for (var word : label.split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                var first = word.substring(0, 1);
                name.append(name.isEmpty() ? first.toLowerCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT))
                        .append(word.substring(1));
            }
        }
        return name.toString();
    }

    private static String id(Element element) {
        return element.getAttribute("id");
    }

    private static <T> Predicate<T> not(Predicate<T> predicate) {
        return predicate.negate();
    }
}
