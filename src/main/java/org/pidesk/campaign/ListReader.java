package org.pidesk.campaign;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.NotAnAddress;

/**
 * Reads a list of people row by row, in flat memory. What is wrong is said with its line and never quoted; one flaw
 * refuses the whole list, so that nobody has to find out which half of it is in. Where nobody of it is written to, what
 * cannot be read may be passed over.
 */
final class ListReader {
    static final int MOST_FLAWS = 50;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_HEAD = 8 * 1024;
    private static final int LONGEST_FIELD = 320;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_COLUMNS = 100;
    /** What no field may be longer than for the parser; a quotation mark that is never closed runs into it. */
    private static final int BUFFER = 256 * 1024;

    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\u2028\\u2029]");
    /** What a spreadsheet would reckon with instead of showing it. */
    private static final Pattern FORMULA = Pattern.compile("\\s*[=+\\-@].*");

    /** How a spreadsheet shows a number that is too long for its column: most of its digits are gone. */
    private static final Pattern SHORTENED = Pattern.compile("\\+?[0-9]+(?:[.,][0-9]+)?[eE]\\+?[0-9]+");

    /** With every apostrophe and dash that a spreadsheet or a keyboard makes of the plain one. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N} .,'’‘`´()&\\-‐‑–]*");

    /** A column that is passed over although it sounds like this would leave out people that it names. */
    private static final Pattern ADDRESS_OR_NUMBER = Pattern.compile(".*(?:e_?mail|(?:^|_)mail(?:$|_)|(?:^|_)e_?pos"
            + "|mobile|(?:^|_)mobiel|phone|foon(?:$|_|n|[0-9])|handset|cellular"
            + "|(?:^|_)(?:mob|cell?|tel|sel|ph)(?:no|nr|num(?:ber)?|nommer)?s?(?:home|work|huis|werk|[hw])?"
            + "[0-9]{0,3}(?:$|_)"
            + "|(?:^|_)(?:contact|kontak)_?(?:no|nr|num(?:ber)?|nommer)s?[0-9]{0,3}(?:$|_)"
            + "|(?:^|_)sms(?:$|_n)|msisdn|whatsapp"
            + "|identity(?!_theft)|identiteit|^identification|^ident(?:$|_n)|^i_?d[0-9]{0,3}$|(?:^|_)id_n"
            + "|(?:^|_)i_?d_?(?:no|nr|num|nommer)|(?:^|_)(?:sa|rsa|national)_id"
            + "|id_(?:or_)?passport|passport_(?:or_)?id).*");

    /** The columns that mean something, by what spreadsheets of this country call them; of the others none is read. */
    private enum Column {
        EMAIL("email", "e_?mail(?:_addr(?:ess)?)?|mail|e_?pos(?:_?adres)?"),
        MOBILE(
                "mobile",
                "(?:mobile|mobiel|mob|(?:mobile_|cell?_?|tele)?phone|cell?|ph|tel|(?:tele|sel)?foon)"
                        + "(?:_?(?:number|num|no|nr|nommer))?"
                        + "|(?:contact|kontak|sms|sel)_?(?:number|num|no|nr|nommer)|msisdn"),
        FIRST_NAME("first_name", "first_?name|name"),
        LAST_NAME("last_name", "last_?name|surname"),
        ID_NUMBER(
                "id_number",
                "(?:(?:sa|rsa)_)?i_?d_?(?:number|num|no|nr|nommer)|(?:sa|rsa)_id"
                        + "|ident(?:ity|ification)?_(?:number|num|no|nr)|identiteitsnommer"),
        SOURCE("source", "source");

        /** What we call it. */
        private final String head;

        private final Pattern heads;

        Column(String head, String heads) {
            this.head = head;
            this.heads = Pattern.compile(heads);
        }

        static Optional<Column> called(String head) {
            return Arrays.stream(values())
                    .filter(column -> column.heads.matcher(head).matches())
                    .findFirst();
        }
    }

    private final LocalDate today;
    private final int mostRows;
    /** Is given the line of each row of which something is passed over; null where one such row refuses the list. */
    private Consumer<Integer> passedOver;

    private final List<Flaw> flaws = new ArrayList<>();
    private final Map<Column, Integer> places = new EnumMap<>(Column.class);
    private long line = 1;

    /** @param mostRows how many people a list may have */
    ListReader(LocalDate today, int mostRows) {
        this.today = today;
        this.mostRows = mostRows;
    }

    /** For a list of which the parts would take each other's place: nobody may divide it. */
    static ListReader ofOnePiece(LocalDate today) {
        return new ListReader(today, Integer.MAX_VALUE);
    }

    /**
     * @param sourced whether each row must say from where it is
     * @param rows is given each row as long as there is no flaw
     * @return how many there were
     * @throws ListRefused when there is a flaw, or nobody in the list
     */
    int read(InputStream in, boolean sourced, Consumer<Row> rows) {
        var count = 0;
        try (var csv = open(in)) {
            var records = csv.iterator();
            if (!records.hasNext()) {
                throw new ListRefused(1, "The file is empty.");
            }
            head(records.next(), sourced);
            while (flaws.isEmpty() && records.hasNext()) {
                count += take(records.next(), sourced, rows, count);
            }
            while (!flaws.isEmpty() && flaws.size() < MOST_FLAWS && !places.isEmpty() && records.hasNext()) {
                take(records.next(), sourced, row -> {}, 0);
            }
        } catch (CsvParseException unreadable) {
            flaw(line + 1, "From here on the file cannot be read. Is a quotation mark open?");
        } catch (UncheckedIOException | IOException broken) {
            flaw(line + 1, reason(broken));
        }
        if (flaws.isEmpty() && count == 0) {
            flaw(line, "Nobody is in the list.");
        }
        if (!flaws.isEmpty()) {
            throw new ListRefused(flaws);
        }
        return count;
    }

    /**
     * Passes over what cannot be read, and names its lines; of a row with two addresses the other one counts.
     *
     * @return how many rows there were, those among them
     * @throws ListRefused when the file cannot be read as a whole, or nobody is in the list
     */
    int readWhatCanBe(InputStream in, Consumer<Row> rows, Consumer<Integer> unreadable) {
        passedOver = unreadable;
        return read(in, false, rows);
    }

    private static CsvReader<CsvRecord> open(InputStream in) throws IOException {
        var strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var text = new BufferedReader(new InputStreamReader(in, strict), BUFFER);
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return CsvReader.builder()
                .fieldSeparator(separator(text))
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(BUFFER)
                .ofCsvRecord(text);
    }

    /** A spreadsheet writes what its country uses. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEAD);
        var commas = 0;
        var semicolons = 0;
        for (int i = 0; i < LONGEST_HEAD - 1; i++) {
            var letter = text.read();
            if (letter < 0 || letter == '\n' || letter == '\r') {
                break;
            }
            commas += letter == ',' ? 1 : 0;
            semicolons += letter == ';' ? 1 : 0;
        }
        text.reset();
        return semicolons > commas ? ';' : ',';
    }

    private void head(CsvRecord record, boolean sourced) {
        if (record.getFieldCount() > MOST_COLUMNS) {
            flaw(1, "The file has more than " + MOST_COLUMNS + " columns.");
            return;
        }
        for (int i = 0; i < record.getFieldCount(); i++) {
            head(record.getField(i), i);
        }
        if (!places.containsKey(Column.EMAIL) && !places.containsKey(Column.MOBILE)) {
            flaw(1, "The first line names the columns: one must be called email, or mobile.");
        }
        if (sourced && !places.containsKey(Column.SOURCE)) {
            flaw(1, "The column source is missing: each row says from where its address is.");
        }
        if (!flaws.isEmpty()) {
            places.clear();
        }
    }

    private void head(String typed, int place) {
        var head = typed.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip()
                .replace(' ', '_');
        var column = Column.called(head);
        if (column.isPresent() && places.put(column.get(), place) != null) {
            flaw(1, "Two columns stand for " + column.get().head + ": one can be read.");
        }
        if (column.isEmpty() && ADDRESS_OR_NUMBER.matcher(head).matches()) {
            flaw(
                    1,
                    "Column " + (place + 1) + " sounds like an address or a number of the people, and would not be"
                            + " read. Call it email, mobile or id_number, or leave it out.");
        }
    }

    /** @return 1 for a row that holds somebody, 0 for an empty line */
    private int take(CsvRecord record, boolean sourced, Consumer<Row> rows, int before) {
        line = record.getStartingLineNumber();
        if (isEmpty(record)) {
            return 0;
        }
        if (before >= mostRows) {
            flaw(line, "A list has " + mostRows + " people at most. Please divide it.");
            return 0;
        }
        var known = flaws.size();
        var row = passedOver == null ? row(record, sourced) : addresses(record);
        if (flaws.size() == known) {
            rows.accept(row);
        } else if (passedOver != null) {
            flaws.subList(known, flaws.size()).clear();
            passedOver.accept(Math.toIntExact(line));
            if (row.person().addresses().findAny().isPresent()) {
                rows.accept(row);
            }
        }
        return 1;
    }

    private static boolean isEmpty(CsvRecord record) {
        for (int i = 0; i < record.getFieldCount(); i++) {
            if (!record.getField(i).isBlank()) {
                return false;
            }
        }
        return true;
    }

    private Row row(CsvRecord record, boolean sourced) {
        var addresses = addresses(record).person();
        var idNumber = IdNumber.withItsZeros(text(record, Column.ID_NUMBER), today);
        var birthday = IdNumber.birthday(idNumber, today);
        if (!idNumber.isEmpty() && birthday.isEmpty()) {
            flaw(line, whyNoIdNumber(idNumber));
        }
        var source = Source.typed(text(record, Column.SOURCE));
        if (sourced && source.isEmpty()) {
            flaw(line, "The source is none of " + List.of(Source.values()) + ".");
        }
        return new Row(
                Math.toIntExact(line),
                new Person(
                        addresses.email(),
                        addresses.mobile(),
                        name(record, Column.FIRST_NAME),
                        name(record, Column.LAST_NAME),
                        idNumber.isEmpty() ? null : idNumber),
                source.orElse(null),
                birthday.map(day -> IdNumber.isMinor(day, today)).orElse(false));
    }

    private static String whyNoIdNumber(String typed) {
        if (SHORTENED.matcher(typed).matches()) {
            return "A spreadsheet has shortened the identity number: format the column as text and fill it in again.";
        }
        return IdNumber.isTooShort(typed)
                ? "An identity number has 13 digits. A spreadsheet drops zeros in front: format the column as text."
                : "The identity number is none. Leave it empty where it is not known.";
    }

    /** All that is asked of a row where nobody is written to. */
    private Row addresses(CsvRecord record) {
        var before = flaws.size();
        var email = text(record, Column.EMAIL);
        var mobile = text(record, Column.MOBILE);
        if (email.isEmpty() && mobile.isEmpty() && flaws.size() == before) {
            flaw(line, "Neither an email address nor a mobile number.");
        }
        return new Row(
                Math.toIntExact(line),
                new Person(
                        email.isEmpty() ? null : email(email),
                        mobile.isEmpty() ? null : mobile(mobile),
                        null,
                        null,
                        null),
                null,
                false);
    }

    private EmailAddress email(String typed) {
        try {
            return EmailAddress.parse(typed);
        } catch (NotAnAddress notOne) {
            flaw(line, "The email address is none.");
            return null;
        }
    }

    private MobileNumber mobile(String typed) {
        try {
            return MobileNumber.parse(typed);
        } catch (NotAnAddress notOne) {
            flaw(
                    line,
                    SHORTENED.matcher(typed).matches()
                            ? "A spreadsheet has shortened the mobile number: format the column as text and fill it in"
                                    + " again."
                            : "The mobile number is no South African one.");
            return null;
        }
    }

    private String name(CsvRecord record, Column column) {
        var name = Normalizer.normalize(text(record, column), Normalizer.Form.NFC)
                .replaceAll("\\p{Zs}+", " ")
                .strip();
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            flaw(line, "The " + column.head + " holds what no name has.");
        }
        return name.isEmpty() ? null : name;
    }

    /** What stands in a column, without the space around it; empty when there is nothing, or nothing that can be taken. */
    private String text(CsvRecord record, Column column) {
        var place = places.get(column);
        if (place == null || place >= record.getFieldCount()) {
            return "";
        }
        var field = record.getField(place);
        var text = column == Column.MOBILE ? MobileNumber.bare(field) : field.strip();
        if (text.length() > LONGEST_FIELD) {
            flaw(line, "The " + column.head + " is too long.");
        } else if (UNSEEN.matcher(text).find()) {
            flaw(line, "The " + column.head + " holds characters that cannot be seen.");
        } else if (FORMULA.matcher(text).matches() && column != Column.MOBILE) {
            flaw(line, "The " + column.head + " begins like a formula.");
        } else {
            return text;
        }
        return "";
    }

    private void flaw(long where, String why) {
        if (flaws.size() < MOST_FLAWS) {
            flaws.add(new Flaw(where, why));
        }
    }

    private String reason(Exception broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return "The file is not in UTF-8. Save it as «CSV UTF-8».";
            }
            if (cause instanceof TooLarge) {
                return mostRows == Integer.MAX_VALUE
                        ? "The file is too large. Whoever runs pi-desk can let it be larger: pidesk.campaign.largest-list."
                        : "The file is too large. Please divide it.";
            }
        }
        return "The file broke off here. Please send it again.";
    }
}
