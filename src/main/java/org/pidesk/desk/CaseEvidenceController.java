package org.pidesk.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.pidesk.request.EvidenceFiles;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/** Hands a file that shows what was answered to the staff of the case's organisation. Whatever is in it, our own pages never show it. */
@Controller
@RequestMapping("/desk/requests/{reference}/evidence")
class CaseEvidenceController {
    private final CaseController cases;
    private final EvidenceFiles files;

    CaseEvidenceController(CaseController cases, EvidenceFiles files) {
        this.cases = cases;
        this.files = files;
    }

    @GetMapping(SystemPages.ENTRY)
    ResponseEntity<byte[]> open(
            @PathVariable String reference, @PathVariable UUID id, Principal reader, HttpServletResponse answer) {
        var asked = cases.ofTheOrganisationOf(reader, reference);
        try {
            var paper = files.open(asked, id, reader.getName());
            var attachment = ContentDisposition.attachment()
                    .filename("evidence-" + asked + "-" + id.toString().substring(0, 8) + "." + paper.ending())
                    .build();
            answer.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
            return ResponseEntity.ok()
                    .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                    .contentType(MediaType.parseMediaType(paper.mediaType()))
                    .body(paper.document());
        } catch (NoSuchElementException gone) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
