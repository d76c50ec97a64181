package org.pidesk.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.pidesk.request.NotNow;
import org.pidesk.vault.PaperRefused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;

/** Takes the files that show what staff answer, from the form in Tasklist; every answer is what lies there now. */
@RestController
@RequestMapping("/desk/tasks/{taskId}/evidence")
class EvidenceController {
    private final TaskEvidence evidence;

    EvidenceController(TaskEvidence evidence) {
        this.evidence = evidence;
    }

    @PostMapping
    List<Map<String, Object>> add(
            @PathVariable String taskId, @RequestParam(required = false) MultipartFile file, Principal author) {
        evidence.mustBeOpen(taskId, author.getName());
        if (file == null || file.isEmpty()) {
            throw new NothingThere();
        }
        return evidence.add(taskId, file.getOriginalFilename(), bytes(file), author.getName());
    }

    @PostMapping(SystemPages.ENTRY + "/removal")
    List<Map<String, Object>> remove(@PathVariable String taskId, @PathVariable UUID id, Principal author) {
        return evidence.remove(taskId, id, author.getName());
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static class NothingThere extends RuntimeException {}

    @ExceptionHandler
    ProblemDetail refused(PaperRefused paper) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, paper.getMessage());
    }

    @ExceptionHandler
    ProblemDetail tooMuch(NotNow enough) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, enough.getMessage());
    }

    @ExceptionHandler
    ProblemDetail tooLarge(MaxUploadSizeExceededException file) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.PAYLOAD_TOO_LARGE, "Upload a smaller document: five megabytes at most.");
    }

    @ExceptionHandler({NothingThere.class, MultipartException.class})
    ProblemDetail nothing() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The file is empty, or did not arrive whole. Choose it once more.");
    }

    /** Whoever may not see a task does not learn that there is one. */
    @ExceptionHandler
    ProblemDetail unseen(NoSuchElementException task) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.NOT_FOUND,
                "The task is done, or assigned to somebody else. Nothing was changed; its case shows what is kept.");
    }
}
