package org.pidesk.desk;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.pidesk.desk.Drafts.Edition;
import org.pidesk.task.InvalidAnswer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * What the forms in Tasklist load and save. Which case and which system a task is about, the engine says, never the
 * browser.
 */
@RestController
@RequestMapping("/desk/tasks/{taskId}")
class TaskController {
    private static final Pattern WRITER = Pattern.compile("[A-Za-z0-9-]{0,64}");

    private final OpenTasks tasks;
    private final Drafts drafts;
    private final Questions questions;
    private final TaskEvidence evidence;
    private final HandOvers handOvers;
    private final StaffWords words;

    TaskController(
            OpenTasks tasks,
            Drafts drafts,
            Questions questions,
            TaskEvidence evidence,
            HandOvers handOvers,
            StaffWords words) {
        this.tasks = tasks;
        this.drafts = drafts;
        this.questions = questions;
        this.evidence = evidence;
        this.handOvers = handOvers;
        this.words = words;
    }

    /** A sheet shows a person's data in clear: who opened it, is recorded. With it comes the token that saving asks for. */
    @GetMapping
    ResponseEntity<Map<String, Object>> sheet(@PathVariable String taskId, Principal reader, CsrfToken token) {
        var task = tasks.find(taskId, reader.getName()).orElseThrow();
        var sheet = new LinkedHashMap<>(questions.sheet(task.asked(), reader.getName()));
        sheet.put("reader", reader.getName());
        sheet.put("files", evidence.of(task));
        sheet.put("mine", reader.getName().equals(task.assignee()));
        sheet.put("insteadOf", name(task.asked().insteadOf()));
        handOvers
                .of(task.id(), reader.getName())
                .ifPresent(note -> sheet.put("handedOver", Map.of("by", name(note.by()), "words", note.words())));
        return ReaderController.with(token).body(sheet);
    }

    private String name(String username) {
        return username == null ? null : words.who(username);
    }

    /** The reader's own draft, so that nothing typed is lost. */
    @GetMapping("/answer")
    ResponseEntity<Map<String, Object>> draft(@PathVariable String taskId, Principal reader) {
        var task = tasks.find(taskId, reader.getName()).orElseThrow();
        return drafts.find(task.id(), reader.getName())
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** Keeps what was typed in any case, then says what is missing. @param partial while it is still being typed */
    @PutMapping("/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void save(
            @PathVariable String taskId,
            @RequestParam(defaultValue = "false") boolean partial,
            @RequestParam(defaultValue = "") String writer,
            @RequestParam(defaultValue = "0") int edition,
            @RequestBody Map<String, Object> answer,
            Principal author) {
        if (!WRITER.matcher(writer).matches()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No page of ours calls itself that.");
        }
        var task = tasks.find(taskId, author.getName())
                .filter(OpenTask::answerable)
                .orElseThrow();
        drafts.save(task.id(), author.getName(), answer, new Edition(writer, edition));
        if (!partial) {
            questions.of(task.asked()).check(task.asked(), answer, author.getName());
        }
    }

    /** What the person will be written if this is the answer. It changes nothing; what was typed never stands in an address. */
    @PostMapping("/letters")
    List<Map<String, Object>> letters(
            @PathVariable String taskId, @RequestBody Map<String, Object> answer, Principal reader) {
        var task = tasks.find(taskId, reader.getName())
                .filter(OpenTask::answerable)
                .orElseThrow();
        return questions.letters(task.asked(), answer, reader.getName());
    }

    @ExceptionHandler
    ProblemDetail incomplete(InvalidAnswer answer) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The answer is not complete. Nothing that you typed is lost.");
        problem.setProperty("fields", answer.fields());
        return problem;
    }

    /** Whoever may not see a task does not learn that there is one. */
    @ExceptionHandler
    ProblemDetail unseen(NoSuchElementException task) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND, "There is no such task for you. It may be done, or assigned to somebody else.");
    }
}
