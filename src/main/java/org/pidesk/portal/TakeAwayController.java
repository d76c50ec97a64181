package org.pidesk.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import org.pidesk.request.LookUpAudit;
import org.pidesk.request.LookUpAudit.How;
import org.pidesk.request.Requests;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** What is held, to take away: to read, for a computer, or by mail. All of it says just what the page says. */
@Controller
@RequestMapping({"/pi/held", "/{organisation}/pi/held"})
class TakeAwayController {
    private static final String FILE = "your-information.";

    private final Requests requests;
    private final LookUpAudit audit;
    private final HeldSheets sheets;
    private final HeldDocument document;
    private final Printers printers;
    private final HeldMail mail;
    private final Cookies cookies;
    private final ObjectMapper json;

    TakeAwayController(
            Requests requests,
            LookUpAudit audit,
            HeldSheets sheets,
            HeldDocument document,
            Printers printers,
            HeldMail mail,
            Cookies cookies,
            ObjectMapper json) {
        this.requests = requests;
        this.audit = audit;
        this.sheets = sheets;
        this.document = document;
        this.printers = printers;
        this.mail = mail;
        this.cookies = cookies;
        this.json = json;
    }

    @GetMapping("/download.pdf")
    ResponseEntity<byte[]> pdf(Visitor visitor, HttpServletRequest request) {
        var proof = cookies.proof(request).orElseThrow();
        var printed = printers.print(proof, () -> document.print(shown(visitor, How.PDF)));
        return file(printed, "pdf", MediaType.APPLICATION_PDF);
    }

    @GetMapping("/download.json")
    ResponseEntity<byte[]> json(Visitor visitor) throws JsonProcessingException {
        var written = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(shown(visitor, How.JSON));
        return file(written, "json", MediaType.APPLICATION_JSON);
    }

    @PostMapping("/mail")
    View mail(Visitor visitor, HttpServletRequest request) {
        var proof = cookies.proof(request).orElseThrow();
        var sheet = shown(visitor, How.MAIL);
        return visitor.site().seeOther(mail.send(visitor, proof, sheet) ? "/held?mailed" : "/held?not-mailed");
    }

    @GetMapping("/mail")
    View nothingToRead(Visitor visitor) {
        return visitor.site().seeOther("/held");
    }

    private HeldSheet shown(Visitor visitor, How how) {
        var held = requests.heldFor(visitor.proof());
        audit.note(visitor.proof(), held, how);
        return sheets.of(visitor.site(), visitor.proof(), held);
    }

    private static ResponseEntity<byte[]> file(byte[] bytes, String kind, MediaType type) {
        var attachment = ContentDisposition.attachment().filename(FILE + kind).build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .contentType(type)
                .body(bytes);
    }
}
